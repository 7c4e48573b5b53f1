import { messages } from "../messages";
import type { PageState } from "../session/page-state";
import { type Explanation, refusalText } from "../session/texts";
import { button } from "./button";
import type { Disposable } from "./disposable";
import { element, setText } from "./dom";

const TICK_MS = 250;
/** From then on the wait is mentioned. In milliseconds. */
const SLOW_AFTER_MS = 4_000;

/** What stands in the terminal while it is empty: what is being waited for, or why there is nothing. */
export class Waiting implements Disposable {
  readonly element: HTMLElement;
  readonly #title = element("strong");
  readonly #detail = element("p");
  readonly #again: HTMLButtonElement;
  readonly #timer: ReturnType<typeof setInterval>;
  #state: PageState;
  #since = Date.now();

  constructor(state: PageState, tryAgain: () => void) {
    this.#state = state;
    this.#again = button({
      label: messages.tryAgain,
      testId: "try-again",
      className: "primary",
      action: tryAgain,
    });
    this.element = element(
      "div",
      { class: "waiting", "data-testid": "waiting" },
      element("span", { class: "spinner", "aria-hidden": "true" }),
      element("div", { class: "waiting-text", role: "status" }, this.#title, this.#detail, this.#again),
    );
    this.#timer = setInterval(() => this.#show(), TICK_MS);
    this.#show();
  }

  update(state: PageState): void {
    if (this.#state.phase.name !== state.phase.name) this.#since = Date.now();
    this.#state = state;
    this.#show();
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #show(): void {
    const { phase, hasOutput, repl } = this.#state;
    const refused = phase.name === "refused";
    const readyAndSilent = phase.name === "live" && repl.state === "ready";
    this.element.hidden = phase.name === "ended" || (!refused && (hasOutput || readyAndSilent));
    if (this.element.hidden) return;
    const { title, detail } = this.#texts(Date.now());
    this.element.classList.toggle("refused", refused);
    this.#again.hidden = !refused;
    setText(this.#title, title);
    setText(this.#detail, detail);
  }

  #texts(now: number): Explanation {
    const { phase, toolchain } = this.#state;
    if (phase.name === "refused") return refusalText(phase, now);
    const seconds = Math.floor((now - this.#since) / 1000);
    const detail =
      now - this.#since < SLOW_AFTER_MS ? messages.startingDetail : messages.startingSlow(seconds);
    if (phase.name === "reconnecting") return { title: messages.connection.reconnecting, detail: "" };
    // What is not known by its toolchain was not made by this page.
    if (phase.name === "connecting" && toolchain === null) return { title: messages.comingBack, detail: "" };
    return { title: toolchain === null ? messages.startingUnknown : messages.starting(toolchain), detail };
  }
}
