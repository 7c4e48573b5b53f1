import type { Extension } from "@codemirror/state";
import { EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

/** In pixels: with less, there is nothing to read, and the pane is scrolled instead. */
const LEAST = 80;
const EDGE = 8;

/** Values at the ends of lines end where the pane does, so that three dots show that there is more. */
export const fittingResults: Extension = ViewPlugin.fromClass(
  class {
    constructor(view: EditorView) {
      fit(view);
    }

    update({ view, geometryChanged, viewportChanged, transactions }: ViewUpdate): void {
      if (geometryChanged || viewportChanged || transactions.length > 0) fit(view);
    }
  },
);

function fit(view: EditorView): void {
  view.requestMeasure({
    key: fit,
    read: ({ scrollDOM, contentDOM }) => {
      // As if it were not scrolled to the side.
      const edge = scrollDOM.getBoundingClientRect().left + scrollDOM.clientWidth - EDGE;
      return [...contentDOM.querySelectorAll<HTMLElement>(".run-result")].map((result) => ({
        result,
        room: Math.floor(edge - result.getBoundingClientRect().left - scrollDOM.scrollLeft),
      }));
    },
    write: (found) => {
      for (const { result, room } of found) result.style.setProperty("--room", `${Math.max(LEAST, room)}px`);
    },
  });
}
