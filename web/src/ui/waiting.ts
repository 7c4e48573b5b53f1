import { messages } from "../messages";
import type { PageState } from "../session/page-state";
import { type Explanation, queueText, refusalText, sentence } from "../session/texts";
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
  /** What is read aloud: what changes, not each second that passes. */
  readonly #spoken = element("span", { class: "unseen", role: "status" });
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
      element("div", { class: "waiting-text" }, this.#title, this.#detail, this.#again),
      this.#spoken,
    );
    this.#timer = setInterval(() => this.#show(), TICK_MS);
    this.#show();
  }

  update(state: PageState): void {
    const before = this.#state;
    if (before.phase.name !== state.phase.name || (before.queue !== null && state.queue === null)) {
      this.#since = Date.now();
    }
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
    const queued = this.#queued();
    this.element.hidden = phase.name === "ended" || (!refused && !queued && (hasOutput || readyAndSilent));
    if (this.element.hidden) return;
    const { title, detail } = this.#texts(Date.now());
    this.element.classList.toggle("refused", refused);
    this.#again.hidden = !refused;
    if (this.#title.textContent !== title) setText(this.#spoken, `${sentence(title)} ${detail}`);
    setText(this.#title, title);
    setText(this.#detail, detail);
  }

  #queued(): boolean {
    return this.#state.phase.name === "live" && this.#state.queue !== null;
  }

  #texts(now: number): Explanation {
    const { phase, toolchain, queue } = this.#state;
    if (phase.name === "refused") return refusalText(phase, now);
    if (queue !== null && this.#queued()) return queueText(queue, now);
    const seconds = Math.floor((now - this.#since) / 1000);
    const detail =
      now - this.#since < SLOW_AFTER_MS ? messages.startingDetail : messages.startingSlow(seconds);
    if (phase.name === "reconnecting") return { title: messages.connection.reconnecting, detail: "" };
    // What is not known by its toolchain was not made by this page.
    if (phase.name === "connecting" && toolchain === null) return { title: messages.comingBack, detail: "" };
    return { title: toolchain === null ? messages.startingUnknown : messages.starting(toolchain), detail };
  }
}
