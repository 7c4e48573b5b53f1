import { type ChangeDesc, type EditorState, StateEffect, StateField, type Text } from "@codemirror/state";
import type { Diagnostic, FixIt } from "../events";
import { Places, type Span } from "../places";
import type { Place } from "../values";

/** A change that a fix-it makes, where it is now. */
export interface Mend extends Span {
  readonly insert: string;
}

/** Several that are made together. */
export interface Fix {
  readonly fixIts: readonly FixIt[];
  readonly mends: readonly Mend[];
}

/** A diagnostic, where it is now. */
export interface Finding extends Span {
  readonly diagnostic: Diagnostic;
  readonly fixes: readonly Fix[];
}

/** What a line came to. */
export interface LineResult {
  /** The end of the line, now. */
  readonly at: number;
  readonly places: readonly Place[];
}

/** What a file shows of the last run. */
export interface Marks {
  /** The run's; see `RunRecord`. */
  readonly generation: number;
  /** The text is no longer the one that was run. */
  readonly changed: boolean;
  readonly findings: readonly Finding[];
  readonly results: readonly LineResult[];
}

export const NO_MARKS: Marks = { generation: 0, changed: false, findings: [], results: [] };

/** Shows these from now on. */
export const setMarks = StateEffect.define<Marks>();

/** The marks of a file. What stands where the text changes is withdrawn. */
export const marksField = StateField.define<Marks>({
  create: () => NO_MARKS,
  update(marks, transaction) {
    let next = marks;
    if (transaction.docChanged) next = afterChange(marks, transaction.startState.doc, transaction.changes);
    for (const effect of transaction.effects) if (effect.is(setMarks)) next = effect.value;
    return next;
  },
});

export function marksOf(state: EditorState): Marks {
  return state.field(marksField, false) ?? NO_MARKS;
}

/** The marks after a change of the text. @param before the text that was changed */
export function afterChange(marks: Marks, before: Text, changes: ChangeDesc): Marks {
  const stays = ({ from, to }: Span) =>
    changes.touchesRange(before.lineAt(from).from, before.lineAt(to).to) === false;
  const findings = marks.findings.filter(stays).map((finding) => moved(finding, changes));
  const results = marks.results
    .filter(({ at }) => stays({ from: at, to: at }))
    .map((result) => ({ ...result, at: changes.mapPos(result.at, -1) }));
  return { ...marks, changed: true, findings, results };
}

function moved(finding: Finding, changes: ChangeDesc): Finding {
  const fixes = finding.fixes.map(({ fixIts, mends }) => ({
    fixIts,
    mends: mends.map((mend) => ({ ...mend, ...movedSpan(mend, changes) })),
  }));
  return { ...finding, ...movedSpan(finding, changes), fixes };
}

function movedSpan({ from, to }: Span, changes: ChangeDesc): Span {
  return { from: changes.mapPos(from, 1), to: changes.mapPos(to, -1) };
}

/** Where the compiler's diagnostics are in the text that it compiled. */
export function findingsIn(name: string, text: string, diagnostics: readonly Diagnostic[]): Finding[] {
  const places = new Places(text);
  return diagnostics.flatMap((diagnostic) => {
    const { file, range, notes } = diagnostic;
    if (file !== name || range === null) return [];
    const offered = [diagnostic, ...notes].map(({ fixIts }) => fixIts).filter((fixIts) => fixIts.length > 0);
    const fixes = offered
      .filter((fixIts) => fixIts.every((one) => one.file === name))
      .map((fixIts) => ({ fixIts, mends: mendsOf(fixIts, places) }));
    return [{ ...places.underlined(range), diagnostic, fixes }];
  });
}

export function mendsOf(fixIts: readonly FixIt[], places: Places): Mend[] {
  return fixIts.map(({ range, text }) => ({ ...places.span(range), insert: text }));
}

/** What stands at the ends of the lines of the text that was run. */
export function resultsIn(text: string, byLine: ReadonlyMap<number, readonly Place[]>): LineResult[] {
  const places = new Places(text);
  return [...byLine]
    .filter(([line]) => line <= places.lines)
    .sort(([one], [other]) => one - other)
    .map(([line, found]) => ({ at: places.lineEnd(line), places: found }));
}
