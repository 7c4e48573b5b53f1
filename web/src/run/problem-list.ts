import { messages } from "../messages";
import { button } from "../ui/button";
import { element } from "../ui/dom";
import type { Diagnostic, FixIt, Note, Range } from "./events";
import { placeText } from "./verdict-texts";

/** More are not read one by one. */
const SHOWN = 200;

/** What can be done from the list. */
export interface ProblemActions {
  /** Shows the place in the editor. */
  goTo(file: string, range: Pick<Range, "startLine" | "startColumn">): void;
  /** Does what a diagnostic or a note offers. */
  apply(fixIts: readonly FixIt[]): void;
}

/** What the compiler says, as a list: each leads to its place. */
export class ProblemList {
  readonly element = element("ul", {
    class: "run-problems",
    "aria-label": messages.runs.problems,
    "data-testid": "run-problems",
    hidden: true,
  });
  readonly #actions: ProblemActions;
  readonly #rows = new Map<Diagnostic, HTMLElement>();
  #more: HTMLElement | null = null;
  #shown: readonly Diagnostic[] = [];

  constructor(actions: ProblemActions) {
    this.#actions = actions;
  }

  /** Lists grow at the end, or are others. */
  show(diagnostics: readonly Diagnostic[]): void {
    if (diagnostics === this.#shown) return;
    const grows =
      diagnostics.length >= this.#shown.length && this.#shown.every((one, at) => diagnostics[at] === one);
    if (!grows) this.#clear();
    this.#shown = diagnostics;
    this.element.hidden = diagnostics.length === 0;
    for (const diagnostic of diagnostics.slice(this.#rows.size, SHOWN)) {
      const row = this.#row(diagnostic);
      this.#rows.set(diagnostic, row);
      this.element.append(row);
    }
    this.#more?.remove();
    const left = diagnostics.length - this.#rows.size;
    if (left > 0) {
      this.#more = element("li", { class: "run-problem-more" }, messages.runs.more(left));
      this.element.append(this.#more);
    }
  }

  /** The text has changed where these were: they may no longer be so. */
  withdraw(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      const row = this.#rows.get(diagnostic);
      row?.classList.add("withdrawn");
      row?.setAttribute("title", messages.runs.stale);
      for (const fix of row?.querySelectorAll(".run-fix") ?? []) fix.remove();
    }
  }

  #clear(): void {
    this.#rows.clear();
    this.#more = null;
    this.element.replaceChildren();
  }

  #row(diagnostic: Diagnostic): HTMLElement {
    const { severity } = diagnostic;
    return element(
      "li",
      { class: `run-problem ${severity}`, "data-testid": "run-problem" },
      this.#line(diagnostic, messages.runs.severities[severity]),
      ...diagnostic.notes.map((note) =>
        element("div", { class: "run-note" }, this.#line(note, messages.runs.note)),
      ),
    );
  }

  #line(said: Note, kind: string): HTMLElement {
    const { file, range, message, fixIts } = said;
    const words = [
      element("span", { class: "run-kind" }, kind),
      " ",
      element("span", { class: "run-message", lang: "en" }, message),
    ];
    const line = element("div", { class: "run-line" });
    if (file === null || range === null) line.append(element("span", { class: "run-words" }, ...words));
    else {
      const place = placeText(file, range.startLine, range.startColumn);
      const link = element(
        "button",
        {
          type: "button",
          class: "run-words link",
          title: messages.runs.goTo(place),
          "data-testid": "run-place",
        },
        ...words,
        " ",
        element("span", { class: "run-at" }, place),
      );
      link.addEventListener("click", () => this.#actions.goTo(file, range));
      line.append(link);
    }
    if (fixIts.length > 0) line.append(this.#fix(fixIts));
    return line;
  }

  #fix(fixIts: readonly FixIt[]): HTMLElement {
    return button({
      label: fixLabel(fixIts),
      testId: "run-fix",
      className: "small secondary run-fix",
      action: () => this.#actions.apply(fixIts),
    });
  }
}

/** What applying these does, in short. */
export function fixLabel(fixIts: readonly FixIt[]): string {
  const { fix, fixAll, fixDelete } = messages.runs;
  const [only, ...others] = fixIts;
  if (only === undefined || others.length > 0) return fixAll;
  const text = only.text.trim().replaceAll(/\s+/g, " ");
  if (text === "") return only.text === "" ? fixDelete : fixAll;
  return fix(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
