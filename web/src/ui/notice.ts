import { messages } from "../messages";
import { type NoticeAction, noticeFor } from "../session/notices";
import type { PageState } from "../session/page-state";
import { button } from "./button";
import { type Disposable, Disposables } from "./disposable";
import { element, setText } from "./dom";
import { LeftOut } from "./left-out";

/** A key that was on its way to the terminal is not meant for a button that has just come. In milliseconds. */
const UNEXPECTED_MS = 600;

/** What a notice needs from the page. */
export interface NoticePage {
  act(action: NoticeAction): void;
  /** Whether the person is where the notice is, so that the focus may go to what can be done. */
  mayTakeFocus(): boolean;
  /** The focus was on what can be done no more. */
  returnFocus(): void;
}

/** The bar beside the terminal that says what happened, why, and what can be done. It covers no output. */
export class Notice implements Disposable {
  readonly element: HTMLElement;
  readonly #page: NoticePage;
  readonly #title = element("strong");
  readonly #detail = element("span");
  readonly #leftOut = new LeftOut();
  readonly #buttons = element("div", { class: "notice-actions" });
  readonly #disposables = new Disposables();
  #shown = "";
  #shownAt = 0;

  constructor(page: NoticePage) {
    this.#page = page;
    this.element = element(
      "div",
      { class: "notice", "data-testid": "notice", hidden: true },
      // Read out as a whole when it comes; the buttons say what they do when the focus reaches them.
      element(
        "div",
        { class: "notice-text", role: "alert" },
        this.#title,
        " ",
        this.#detail,
        this.#leftOut.element,
      ),
      this.#buttons,
    );
    const capture = { capture: true };
    this.#disposables.listen<MouseEvent>(this.#buttons, "click", (event) => this.#guard(event), capture);
  }

  update(state: PageState): void {
    const content = noticeFor(state);
    this.element.hidden = content === null;
    // With nothing in the terminal, it stands where people look first.
    this.element.classList.toggle("lone", !state.hasOutput);
    if (content !== null) {
      setText(this.#title, content.title);
      setText(this.#detail, content.detail);
      this.#leftOut.show(content.leftOut);
    }
    this.#offer(content?.actions ?? []);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #offer(actions: readonly NoticeAction[]): void {
    const names = actions.join(" ");
    if (names === this.#shown) return;
    const hadFocus = this.#buttons.contains(document.activeElement);
    this.#shown = names;
    this.#shownAt = performance.now();
    this.#buttons.replaceChildren(...actions.map((action, place) => this.#button(action, place === 0)));
    const best = this.#buttons.querySelector("button");
    if (best === null && hadFocus) this.#page.returnFocus();
    else if (hadFocus || this.#page.mayTakeFocus()) best?.focus();
  }

  #button(action: NoticeAction, primary: boolean): HTMLButtonElement {
    const hints: Partial<Record<NoticeAction, string>> = messages.noticeHints;
    const hint = hints[action];
    return button({
      label: messages.noticeActions[action],
      ...(hint === undefined ? {} : { hint }),
      testId: action,
      className: primary ? "primary" : "secondary",
      action: () => this.#page.act(action),
    });
  }

  #guard(event: MouseEvent): void {
    const byKey = event.detail === 0;
    if (byKey && performance.now() - this.#shownAt < UNEXPECTED_MS) event.stopImmediatePropagation();
  }
}
