import { messages } from "../messages";
import type { Difference, ReplayState } from "../session/replay-state";
import { element } from "./dom";

/** Which entries printed something else when they were entered again: what, before, and now. */
export class DifferenceList {
  readonly element: HTMLElement;
  #listed: readonly Difference[] = [];

  constructor(id: string) {
    this.element = element("ol", {
      class: "differences",
      id,
      "aria-label": messages.replay.listLabel,
      "data-testid": "differences",
      tabindex: "0",
      hidden: true,
    });
  }

  update({ differences, differing }: ReplayState): void {
    if (differences === this.#listed) return;
    this.#listed = differences;
    const rows = differences.map((one) => row(one));
    const more = differing - differences.length;
    if (more > 0) rows.push(element("li", { class: "more" }, messages.replay.more(more)));
    this.element.replaceChildren(...rows);
  }
}

function row({ text, before, now }: Difference): HTMLLIElement {
  return element(
    "li",
    {},
    element("code", { class: "entry" }, text.trimEnd()),
    element(
      "dl",
      {},
      element("dt", {}, messages.replay.before),
      printed(before),
      element("dt", {}, messages.replay.now),
      printed(now),
    ),
  );
}

function printed(text: string): HTMLElement {
  return text.trim() === ""
    ? element("dd", { class: "silent" }, messages.replay.nothing)
    : element("dd", {}, element("code", {}, text.trimEnd()));
}
