import { messages } from "../messages";
import { button } from "./button";
import type { Disposable } from "./disposable";
import { element, setText } from "./dom";

/** Long enough to read two sentences twice. In milliseconds. */
const SHOWN_FOR_MS = 8_000;

/** What can be done about what a toast says. */
export interface ToastOffer {
  readonly label: string;
  readonly act: () => void;
}

/** A sentence that comes, and goes by itself. It lies over the page and moves nothing. */
export class Toast implements Disposable {
  readonly element: HTMLElement;
  readonly #text = element("span", { class: "toast-text" });
  readonly #actions = element("span");
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
    this.element.append(this.#text, this.#actions, dismiss);
    this.element.inert = true;
  }

  /** @param offer what can be done about it */
  show(text: string, offer?: ToastOffer): void {
    this.#actions.replaceChildren(...(offer === undefined ? [] : [this.#offer(offer)]));
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

  #offer({ label, act }: ToastOffer): HTMLButtonElement {
    return button({
      label,
      testId: "toast-action",
      className: "small secondary",
      action: () => {
        this.hide();
        act();
      },
    });
  }
}
