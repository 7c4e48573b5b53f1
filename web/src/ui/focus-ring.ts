import { type Disposable, Disposables } from "./disposable";

/** A part of the page that F6 leads to. */
export interface PagePart {
  readonly element: HTMLElement;
  focus(): void;
}

/** F6 goes from part to part, Shift+F6 back: editor and terminal keep Tab for themselves. */
export class FocusRing implements Disposable {
  readonly #disposables = new Disposables();

  constructor(parts: readonly PagePart[]) {
    this.#disposables.listen<KeyboardEvent>(window, "keydown", (event) => {
      if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const here = parts.findIndex((part) => part.element.contains(document.activeElement));
      const step = event.shiftKey ? parts.length - 1 : 1;
      const from = here === -1 ? parts.length - step : here;
      parts[(from + step) % parts.length]?.focus();
    });
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
