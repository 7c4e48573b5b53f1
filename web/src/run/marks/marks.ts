import type { Extension } from "@codemirror/state";
import { EditorView, ViewPlugin } from "@codemirror/view";
import type { Diagnostic, FixIt, Range } from "../events";
import { Places } from "../places";
import type { RunRecord } from "../record";
import { ResultCard } from "./card";
import { fittingResults } from "./fit";
import { applyFix, findingMarks } from "./lint";
import { resultMargin } from "./margin";
import { type Finding, type Marks, findingsIn, marksField, marksOf, resultsIn, setMarks } from "./state";

/** Shows in the editor what the last run said of its text. */
export class EditorMarks {
  readonly #record: RunRecord;
  readonly #withdrawn: (diagnostics: readonly Diagnostic[]) => void;
  readonly #card = new ResultCard();
  readonly #margin: Extension;

  /** @param withdrawn told which diagnostics are shown no more, since the text changed there */
  constructor(record: RunRecord, withdrawn: (diagnostics: readonly Diagnostic[]) => void) {
    this.#record = record;
    this.#withdrawn = withdrawn;
    this.#margin = resultMargin(this.#card);
  }

  /** What a file's state is to have. */
  extension(name: string): Extension {
    return [
      marksField,
      findingMarks,
      this.#margin,
      fittingResults,
      this.#following(name),
      EditorView.updateListener.of(({ docChanged, startState, state }) => {
        if (!docChanged) return;
        this.#card.hide();
        this.#tellWithdrawn(marksOf(startState).findings, marksOf(state).findings);
      }),
    ];
  }

  /** Shows a place of the file that the view has: where it is now, if that is known. */
  goTo(view: EditorView, range: Pick<Range, "startLine" | "startColumn">): void {
    const { findings } = marksOf(view.state);
    const known = findings.find(({ diagnostic }) => isAt(diagnostic.range, range));
    const text = view.state.doc.toString();
    const at = known?.from ?? new Places(text).offset(range.startLine, range.startColumn);
    view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
  }

  /** Does what a diagnostic of the file that the view has offers. @returns false: it was withdrawn */
  apply(view: EditorView, fixIts: readonly FixIt[]): boolean {
    const finding = marksOf(view.state).findings.find(({ fixes }) =>
      fixes.some((fix) => fix.fixIts === fixIts),
    );
    return finding !== undefined && applyFix(view, finding.diagnostic, fixIts);
  }

  /** Shows what the line with the cursor came to. @returns whether it came to anything */
  showLine(view: EditorView): boolean {
    return this.#card.showLine(view);
  }

  /** Keeps the view's marks as the record has them, at most once a frame. */
  #following(name: string): Extension {
    return ViewPlugin.define((view) => {
      let frame: number | null = null;
      const due = () => {
        frame ??= requestAnimationFrame(() => {
          frame = null;
          this.#show(name, view);
        });
      };
      const end = this.#record.onChange(due);
      due();
      return {
        destroy: () => {
          end();
          if (frame !== null) cancelAnimationFrame(frame);
        },
      };
    });
  }

  #show(name: string, view: EditorView): void {
    const marks = this.#marksFor(name, view);
    if (marks !== null) view.dispatch({ effects: setMarks.of(marks) });
  }

  /** Null: nothing changes. */
  #marksFor(name: string, { state }: EditorView): Marks | null {
    const { generation, diagnostics, values } = this.#record;
    const before = marksOf(state);
    const text = this.#record.textOf(name);
    const isNew = before.generation !== generation;
    const changed = isNew ? text === null || text !== state.doc.toString() : before.changed;
    if (!isNew && changed) return null;
    if (changed || text === null) return { generation, changed: true, findings: [], results: [] };
    const count = before.findings.length;
    const findings = findingsIn(name, text, diagnostics);
    const same = !isNew && count === findings.length;
    return {
      generation,
      changed,
      findings: same ? before.findings : findings,
      results: resultsIn(text, values.byLine(name)),
    };
  }

  #tellWithdrawn(before: readonly Finding[], after: readonly Finding[]): void {
    if (before.length === after.length) return;
    const left = new Set(after.map(({ diagnostic }) => diagnostic));
    this.#withdrawn(before.map(({ diagnostic }) => diagnostic).filter((one) => !left.has(one)));
  }
}

function isAt(
  range: Range | null,
  { startLine, startColumn }: Pick<Range, "startLine" | "startColumn">,
): boolean {
  return range?.startLine === startLine && range.startColumn === startColumn;
}
