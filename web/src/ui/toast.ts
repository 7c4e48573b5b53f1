import { messages } from "../messages";
import { button } from "./button";
import type { Disposable } from "./disposable";
import { element, setText } from "./dom";

/** Long enough to read two sentences twice. In milliseconds. */
const SHOWN_FOR_MS = 8_000;

/** A sentence that comes, and goes by itself. It lies over the page and moves nothing. */
export class Toast implements Disposable {
  readonly element: HTMLElement;
  readonly #text = element("span");
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const dismiss = button({
      label: messages.dismiss,
      icon: "close",
      iconOnly: true,
      action: () => this.hide(),
    });
    // The live region is always there: one that appears together with its text is not read.
    this.element = element("div", {
      class: "toast",
      role: "status",
      "data-testid": "toast",
      "data-shown": "false",
    });
    this.element.append(this.#text, dismiss);
    this.element.inert = true;
  }

  show(text: string): void {
    this.element.inert = false;
    this.element.dataset["shown"] = "true";
    setText(this.#text, text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hide(), SHOWN_FOR_MS);
  }

  hide(): void {
    this.element.dataset["shown"] = "false";
    this.element.inert = true;
    setText(this.#text, "");
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
