import { messages } from "../messages";
import type { PageState } from "../session/page-state";
import { type Explanation, endText, exitText } from "../session/texts";
import { button } from "./button";
import { element, setText } from "./dom";

/** What to show below the terminal: an explanation, and the words on the button that helps. */
export interface NoticeContent extends Explanation {
  readonly action: string;
}

/** What the state of the page calls for, or null: nothing. */
export function noticeFor({ phase, repl, role }: PageState): NoticeContent | null {
  if (phase.name === "ended") {
    const action = phase.reason === "crowded" ? messages.tryAgain : messages.startNew;
    return { ...endText(phase.reason), action };
  }
  if (phase.name !== "live" || repl.state !== "ended" || role === "viewer") return null;
  return { title: messages.replEnded, detail: exitText(repl.exit), action: messages.restart };
}

/** The bar below the terminal that says what happened, why, and what can be done. It covers no output. */
export class Notice {
  readonly element: HTMLElement;
  readonly #title = element("strong");
  readonly #detail = element("span");
  readonly #action: HTMLButtonElement;

  constructor(restart: () => void) {
    this.#action = button({ label: "", testId: "restart", className: "primary", action: restart });
    this.element = element(
      "div",
      { class: "notice", role: "alert", "data-testid": "notice", hidden: true },
      element("div", { class: "notice-text" }, this.#title, " ", this.#detail),
      this.#action,
    );
  }

  update(state: PageState): void {
    const content = noticeFor(state);
    this.element.hidden = content === null;
    if (content === null) return;
    setText(this.#title, content.title);
    setText(this.#detail, content.detail);
    setText(this.#action, content.action);
  }
}
