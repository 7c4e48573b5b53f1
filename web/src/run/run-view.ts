import { keysLabel } from "../commands/keys";
import { messages } from "../messages";
import { button } from "../ui/button";
import type { Disposable } from "../ui/disposable";
import { element, setText } from "../ui/dom";
import { type ProblemActions, ProblemList } from "./problem-list";
import { type RunState, isGoing, takesInput } from "./run-state";
import { type VerdictText, placeText, refusalText, stageText, verdictText } from "./verdict-texts";

/** Often enough for seconds that count. In milliseconds. */
const TICK_MS = 250;

/** What can be done in the view. */
export interface RunViewActions extends ProblemActions {
  stop(): void;
  endOfInput(): void;
  toggleResults(): void;
}

/** The Run tab: what goes on, what the compiler says, the program's terminal, and how it ended. */
export class RunView implements Disposable {
  readonly element: HTMLElement;
  readonly terminalHost = element("div", { class: "terminal-host", "data-testid": "run-terminal" });
  readonly problems: ProblemList;
  readonly #actions: RunViewActions;
  readonly #stage = element("span", { class: "run-stage", "data-testid": "run-stage" });
  readonly #stop: HTMLButtonElement;
  readonly #endOfInput: HTMLButtonElement;
  readonly #results: HTMLButtonElement;
  readonly #empty: HTMLElement;
  readonly #end = element("div", { class: "run-end", "data-testid": "run-end", hidden: true });
  readonly #spoken = element("span", { class: "unseen", role: "status" });
  readonly #timer: ReturnType<typeof setInterval>;
  #state: RunState;
  #hasOutput = false;

  constructor(state: RunState, actions: RunViewActions) {
    this.#state = state;
    this.#actions = actions;
    this.problems = new ProblemList(actions);
    const { stop, stopHint, endOfInput, endOfInputHint, results, resultsHint, empty, emptyMore } =
      messages.runs;
    this.#stop = button({
      label: stop,
      hint: stopHint,
      icon: "interrupt",
      testId: "run-stop",
      className: "small secondary",
      action: () => actions.stop(),
    });
    this.#endOfInput = button({
      label: endOfInput,
      hint: endOfInputHint,
      testId: "run-end-of-input",
      className: "small",
      action: () => actions.endOfInput(),
    });
    this.#results = button({
      label: results,
      hint: resultsHint,
      testId: "run-results",
      className: "small run-results",
      action: () => actions.toggleResults(),
    });
    this.#empty = element(
      "div",
      { class: "run-empty" },
      element("p", {}, empty(keysLabel("Mod+Enter"))),
      element("p", { class: "run-empty-more" }, emptyMore),
    );
    this.element = element(
      "div",
      { class: "run-view", id: "run-view", hidden: true },
      element(
        "div",
        { class: "run-bar" },
        this.#stage,
        element("span", { class: "gap" }),
        this.#endOfInput,
        this.#stop,
        this.#results,
      ),
      this.#empty,
      this.problems.element,
      element("div", { class: "run-terminal" }, this.terminalHost),
      this.#end,
      this.#spoken,
    );
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.update(state);
  }

  update(state: RunState): void {
    const before = this.#state;
    this.#state = state;
    const { name } = state.stage;
    if (name === "asked") this.#hasOutput = false;
    this.#tick();
    this.element.dataset["stage"] = name;
    this.#empty.hidden = name !== "none";
    this.#stop.hidden = !isGoing(state);
    this.#endOfInput.hidden = !takesInput(state);
    this.problems.show(state.diagnostics);
    this.#arrange();
    if (before.stage !== state.stage) this.#showEnd(state);
  }

  /** Whether the terminal is shown. */
  get prints(): boolean {
    return this.element.classList.contains("prints");
  }

  showResults(on: boolean): void {
    this.#results.setAttribute("aria-pressed", String(on));
  }

  /** The program has printed something. */
  printed(): void {
    if (this.#hasOutput) return;
    this.#hasOutput = true;
    this.#arrange();
  }

  /** Another run: its terminal is empty. */
  begins(): void {
    this.#hasOutput = false;
    this.#arrange();
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const text = stageText(this.#state, Date.now());
    setText(this.#stage, text);
  }

  /** The terminal has its place where there is, or may be, something in it. */
  #arrange(): void {
    const { stage, mode } = this.#state;
    const ran = stage.name === "over" && stage.verdict.phase === "run";
    const mayRun = mode !== "check" && (stage.name === "running" || stage.name === "asked");
    this.element.classList.toggle("prints", this.#hasOutput || ran || mayRun);
  }

  #showEnd({ stage, ...state }: RunState): void {
    this.#end.hidden = stage.name !== "over" && stage.name !== "refused";
    if (stage.name === "refused") {
      this.#end.dataset["tone"] = "bad";
      const { refused } = messages.runs;
      this.#end.replaceChildren(element("strong", {}, refused), " ", refusalText(stage.refusal));
      setText(this.#spoken, `${refused}. ${refusalText(stage.refusal)}`);
    } else if (stage.name === "over") {
      const text = verdictText(stage.verdict, state);
      this.#end.dataset["tone"] = text.tone;
      this.#end.dataset["outcome"] = stage.verdict.outcome;
      this.#end.replaceChildren(...this.#endParts(text));
      setText(this.#spoken, messages.runs.ended([text.words, ...text.facts].join(", ")));
    } else setText(this.#spoken, "");
  }

  #endParts({ words, place, facts, why, detail }: VerdictText): Node[] {
    const line = element(
      "div",
      { class: "run-end-line" },
      element("strong", { class: "run-outcome" }, words),
    );
    if (place !== null) {
      const { file, line: at } = place;
      const text = placeText(file, at);
      const link = element(
        "button",
        { type: "button", class: "link", title: messages.runs.goTo(text), "data-testid": "run-crash-place" },
        text,
      );
      link.addEventListener("click", () => this.#actions.goTo(file, { startLine: at, startColumn: 1 }));
      line.append(" · ", link);
    }
    for (const fact of facts) line.append(" · ", element("span", { class: "run-fact" }, fact));
    if (why !== null) return [line, element("div", { class: "run-detail" }, why)];
    return detail === null ? [line] : [line, element("div", { class: "run-detail", lang: "en" }, detail)];
  }
}
