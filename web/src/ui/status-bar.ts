import type { IntelligenceState } from "../language/intelligence";
import { messages } from "../messages";
import { type PageState, controls } from "../session/page-state";
import { connectionTexts, reapingText, replText, spokenReaping } from "../session/texts";
import { button } from "./button";
import { type Disposable } from "./disposable";
import { element, setText } from "./dom";
import { icon } from "./icons";

/** Often enough for seconds that count, and for a running time that does not jump. In milliseconds. */
const TICK_MS = 250;

/** The bar at the bottom: what goes on. Counts its seconds by itself. */
export class StatusBar implements Disposable {
  readonly element: HTMLElement;
  readonly #connection = element("span", { class: "status connection", "data-testid": "status-connection" });
  readonly #connectionName = element("span", { class: "connection-name" });
  readonly #connectionDetail = element("span", { class: "connection-detail" });
  readonly #repl = element("span", { class: "status repl", "data-testid": "status-repl" });
  readonly #toolchain = element("span", {
    class: "status toolchain-status",
    "data-testid": "status-toolchain",
  });
  readonly #intelligence = element("span", {
    class: "status intelligence",
    "data-testid": "status-intelligence",
    hidden: true,
  });
  readonly #people = element("span", {
    class: "status people",
    "data-testid": "status-people",
    hidden: true,
  });
  readonly #peopleText = element("span");
  readonly #watching = element(
    "span",
    { class: "status", "data-testid": "status-role", hidden: true },
    messages.watching,
  );
  readonly #reaping = element("span", {
    class: "status reaping",
    "data-testid": "status-reaping",
    hidden: true,
  });
  readonly #reapingText = element("span", { class: "reaping-text" });
  readonly #keep: HTMLButtonElement;
  readonly #spoken = element("span", { class: "unseen", role: "status", "aria-live": "polite" });
  readonly #timer: ReturnType<typeof setInterval>;
  #state: PageState;

  constructor(state: PageState, keep: () => void) {
    this.#state = state;
    this.#connection.append(
      element("span", { class: "dot" }),
      this.#connectionName,
      " ",
      this.#connectionDetail,
    );
    this.#people.append(icon("people"), this.#peopleText);
    this.#keep = button({
      label: messages.keep,
      testId: "keep",
      className: "small primary",
      action: keep,
    });
    this.#reaping.append(this.#reapingText, this.#keep);
    this.element = element(
      "footer",
      { class: "status-bar", "aria-label": messages.statusLabel },
      this.#connection,
      this.#repl,
      this.#toolchain,
      this.#intelligence,
      this.#people,
      this.#watching,
      element("span", { class: "gap" }),
      this.#reaping,
      this.#spoken,
    );
    this.#timer = setInterval(() => this.#show(), TICK_MS);
    this.update(state);
  }

  update(state: PageState): void {
    const before = this.#state;
    this.#state = state;
    this.#show();
    this.#speak(before, state);
  }

  /** How editor intelligence is. */
  showIntelligence(state: IntelligenceState): void {
    const shown = state === "off" || state === "away" ? null : state;
    this.#intelligence.hidden = shown === null;
    this.#intelligence.dataset["state"] = state;
    this.#intelligence.title = shown === null ? "" : messages.intelligence.hint[shown];
    setText(this.#intelligence, shown === null ? "" : messages.intelligence.state[shown]);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #show(): void {
    const state = this.#state;
    const now = Date.now();
    const connection = connectionTexts(state, now);
    this.#connection.dataset["phase"] = state.phase.name;
    setText(this.#connectionName, connection.name);
    setText(this.#connectionDetail, connection.detail);
    this.#repl.dataset["state"] = state.phase.name === "live" ? state.repl.state : "away";
    setText(this.#repl, replText(state, now));
    setText(this.#toolchain, state.toolchain ?? "");
    this.#people.hidden = state.clients < 2 || state.phase.name !== "live";
    setText(this.#peopleText, messages.people(state.clients));
    this.#people.dataset["controls"] = String(controls(state));
    this.#watching.hidden = state.role !== "viewer";
    const reaping = reapingText(state, now);
    this.#reaping.hidden = reaping === null;
    this.#keep.hidden = !state.keepable;
    setText(this.#reapingText, reaping ?? "");
    this.element.classList.toggle("warns", reaping !== null);
  }

  /** Tells a screen reader what changed: the state, not each second. */
  #speak(before: PageState, state: PageState): void {
    const reaping = spokenReaping(before, state, Date.now());
    if (reaping !== null) setText(this.#spoken, reaping);
    else if (before.phase.name !== state.phase.name)
      setText(this.#spoken, messages.connection[state.phase.name]);
    else if (before.repl.state !== state.repl.state && state.repl.state === "ended") {
      setText(this.#spoken, messages.replEnded);
    }
  }
}
