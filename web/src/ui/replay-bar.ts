import { messages } from "../messages";
import type { PageState } from "../session/page-state";
import { type ReplayState, isWorthShowing } from "../session/replay-state";
import { replayText, sentence } from "../session/texts";
import { button } from "./button";
import { DifferenceList } from "./difference-list";
import type { Disposable } from "./disposable";
import { element, setText } from "./dom";
import { LeftOut } from "./left-out";

/** Nothing to look at: it goes by itself. In milliseconds. */
const SEEN_AFTER_MS = 8_000;
const LIST_ID = "differences";

/** What the bar does. */
export interface ReplayBarActions {
  stop(): void;
  dismiss(): void;
}

/** The bar in the terminal's title: how far it is with what is entered again, and what came out otherwise. */
export class ReplayBar implements Disposable {
  readonly element: HTMLElement;
  readonly #actions: ReplayBarActions;
  readonly #text = element("span", { class: "replay-text", "data-testid": "replay-text" });
  readonly #held = element("span", { class: "replay-held" }, messages.replay.held);
  readonly #progress = element("progress", { class: "replay-progress", "aria-label": messages.replay.label });
  readonly #leftOut = new LeftOut();
  readonly #stop: HTMLButtonElement;
  readonly #show: HTMLButtonElement;
  readonly #dismiss: HTMLButtonElement;
  readonly #list = new DifferenceList(LIST_ID);
  readonly #spoken = element("span", { class: "unseen", role: "status" });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #before: ReplayState | null = null;
  #isOpen = false;

  constructor(actions: ReplayBarActions) {
    this.#actions = actions;
    const { stop, show } = messages.replay;
    this.#stop = button({
      label: stop,
      testId: "replay-stop",
      className: "small secondary",
      action: () => actions.stop(),
    });
    this.#show = button({
      label: show,
      testId: "replay-show",
      className: "small secondary",
      takesFocus: true,
      action: () => this.#open(!this.#isOpen),
    });
    this.#show.setAttribute("aria-controls", LIST_ID);
    this.#dismiss = button({
      label: messages.dismiss,
      icon: "close",
      iconOnly: true,
      testId: "replay-dismiss",
      className: "small",
      action: () => actions.dismiss(),
    });
    const bar = element("div", { class: "replay-bar" }, this.#progress);
    bar.append(element("div", { class: "replay-words" }, this.#text, this.#held));
    bar.append(this.#stop, this.#show, this.#dismiss);
    this.element = element("div", { class: "replay", "data-testid": "replay", hidden: true }, bar);
    this.element.append(this.#leftOut.element, this.#list.element, this.#spoken);
  }

  update({ replay, phase, leftOut }: PageState): void {
    const before = this.#before;
    this.#before = replay;
    this.#leftOut.show(leftOut);
    this.element.hidden = replay === null || phase.name !== "live" || !isWorthShowing(replay);
    if (replay === before) return;
    clearTimeout(this.#timer);
    if (replay === null || (replay.running && before?.running !== true)) this.#open(false);
    if (replay !== null) this.#fill(replay, leftOut, before?.running === true);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #fill(replay: ReplayState, leftOut: string | null, wasRunning: boolean): void {
    const { running, done, total, differing } = replay;
    setText(this.#text, replayText(replay));
    this.#text.title = replayText(replay);
    this.#progress.max = total;
    this.#progress.value = done;
    for (const part of [this.#progress, this.#held, this.#stop]) part.hidden = !running;
    this.#show.hidden = differing === 0;
    this.#dismiss.hidden = running;
    this.element.classList.toggle("differs", !running && differing > 0);
    this.#list.update(replay);
    if (running !== wasRunning) this.#speak(replay);
    if (!running && differing === 0 && done === total && leftOut === null)
      this.#timer = setTimeout(() => this.#actions.dismiss(), SEEN_AFTER_MS);
  }

  #speak(replay: ReplayState): void {
    setText(this.#spoken, `${sentence(replayText(replay))} ${replay.running ? messages.replay.held : ""}`);
  }

  #open(open: boolean): void {
    this.#isOpen = open;
    this.#list.element.hidden = !open;
    this.#show.setAttribute("aria-expanded", String(open));
    const label = this.#show.querySelector(".label");
    if (label !== null) setText(label, open ? messages.replay.hide : messages.replay.show);
  }
}
