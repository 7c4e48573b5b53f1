import { messages } from "../messages";
import { button } from "./button";
import { copyText } from "./copy";
import { element, setText } from "./dom";

/** How long the button says that it did it. In milliseconds. */
const COPIED_MS = 2_000;

/** The entry that the REPL ended with, which is not entered again, and a button that copies it. */
export class LeftOut {
  readonly element: HTMLElement;
  readonly #code = element("code", { class: "left-out-text", "data-testid": "left-out" });
  readonly #copy: HTMLButtonElement;
  #text: string | null = null;

  constructor() {
    this.#copy = button({
      label: messages.leftOut.copy,
      testId: "left-out-copy",
      className: "small secondary",
      action: () => void this.#copyText(),
    });
    const label = element("span", {}, messages.leftOut.label);
    this.element = element("div", { class: "left-out", hidden: true }, label, this.#code, this.#copy);
  }

  show(text: string | null): void {
    this.#text = text;
    this.element.hidden = text === null;
    if (text === null) return;
    setText(this.#code, text.trim().replaceAll(/\s*\n\s*/g, " ⏎ "));
    this.#code.title = text;
  }

  async #copyText(): Promise<void> {
    if (this.#text === null || !(await copyText(this.#text))) return;
    const label = this.#copy.querySelector(".label");
    if (label === null) return;
    setText(label, messages.leftOut.copied);
    setTimeout(() => setText(label, messages.leftOut.copy), COPIED_MS);
  }
}
