import type { Extension } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { messages } from "../../messages";
import { element } from "../../ui/dom";
import { lastValue, shownPlace } from "../values";
import type { ResultCard } from "./card";
import { type LineResult, marksField } from "./state";

/** A longer one is cut at the margin; hovering shows all of it. */
const SHOWN_CHARACTERS = 100;

/** What a line came to, at its end. */
class ResultWidget extends WidgetType {
  readonly #text: string;
  readonly #times: number;
  readonly #stale: boolean;
  readonly #card: ResultCard;

  constructor(text: string, times: number, stale: boolean, card: ResultCard) {
    super();
    this.#text = text;
    this.#times = times;
    this.#stale = stale;
    this.#card = card;
  }

  override eq(other: ResultWidget): boolean {
    return this.#text === other.#text && this.#times === other.#times && this.#stale === other.#stale;
  }

  override toDOM(view: EditorView): HTMLElement {
    // Not in the order of Tab, which indents here: a command shows the results of the line with the cursor.
    const made = element(
      "button",
      { type: "button", class: "run-result", tabindex: "-1", "data-testid": "run-result" },
      element("span", { class: "run-result-text" }),
      element("span", { class: "run-result-times" }),
    );
    const show = (pinned: boolean) => this.#card.showAt(view, made, view.posAtDOM(made), pinned);
    made.addEventListener("mouseenter", () => show(false));
    made.addEventListener("mouseleave", () => this.#card.leave());
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => show(true));
    this.#fill(made);
    return made;
  }

  override updateDOM(made: HTMLElement): boolean {
    this.#fill(made);
    return true;
  }

  override ignoreEvent(): boolean {
    return true;
  }

  #fill(made: HTMLElement): void {
    const [text, times] = made.children;
    if (text !== undefined) text.textContent = this.#text;
    if (times !== undefined) times.textContent = this.#times > 1 ? messages.runs.times(this.#times) : "";
    made.classList.toggle("stale", this.#stale);
    made.title = this.#stale ? messages.runs.stale : "";
  }
}

/** The value that stands for a line, in one line; null: nothing worth a look. */
export function marginText({ places }: Pick<LineResult, "places">): { text: string; times: number } | null {
  const worth = places.filter(
    ({ swiftType, history }) => swiftType !== "()" && swiftType !== "Void" && history.length > 0,
  );
  const place = shownPlace(worth);
  if (place === null) return null;
  const last = lastValue(place);
  // Not an older one in its stead.
  if (last === null) return { text: messages.runs.afterPasses(place.passes), times: 1 };
  const line = last.value.replaceAll(/\s*\n\s*/g, " ⏎ ");
  const cut = last.cut || line.length > SHOWN_CHARACTERS;
  return { text: cut ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line, times: place.passes };
}

/** The results of the last run at the ends of the lines. */
export function resultMargin(card: ResultCard): Extension {
  return EditorView.decorations.compute([marksField], (state) => {
    const { results, changed } = state.field(marksField);
    return Decoration.set(
      results.flatMap((result) => {
        const shown = marginText(result);
        if (shown === null || result.at > state.doc.length) return [];
        const widget = new ResultWidget(shown.text, shown.times, changed, card);
        return [Decoration.widget({ widget, side: 1 }).range(result.at)];
      }),
      true,
    );
  });
}
