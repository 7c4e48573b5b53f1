import {
  type Action,
  type Diagnostic as LintDiagnostic,
  forEachDiagnostic,
  lintGutter,
  linter,
  setDiagnosticsEffect,
} from "@codemirror/lint";
import { EditorState, type Extension, type Transaction } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { element } from "../../ui/dom";
import { fixLabel } from "../problem-list";
import { type Finding, type Fix, afterChange, marksField, marksOf, setMarks } from "./state";

/** Those that come from here: the language server has its own, in the same set. */
const ours = new WeakSet<LintDiagnostic>();

/** The compiler's diagnostics as squiggles, marks in the gutter, and what is shown on hovering. */
export const findingMarks: Extension = [
  linter(null),
  lintGutter(),
  // The set of diagnostics has one place, and whoever sets it sets all: what is ours is put there beside the others'.
  EditorState.transactionExtender.of((transaction) => {
    const set = allAfter(transaction);
    return set === null ? null : { effects: setDiagnosticsEffect.of(set) };
  }),
];

/** All diagnostics after a transaction, or null: it changes none that CodeMirror does not move by itself. */
function allAfter(transaction: Transaction): LintDiagnostic[] | null {
  const { startState, effects } = transaction;
  const before = startState.field(marksField, false);
  if (before === undefined) return null;
  let marks = transaction.docChanged ? afterChange(before, startState.doc, transaction.changes) : before;
  let others: readonly LintDiagnostic[] | null = null;
  for (const effect of effects) {
    if (effect.is(setMarks)) marks = effect.value;
    if (effect.is(setDiagnosticsEffect)) others = effect.value;
  }
  if (others === null && marks.findings.length === 0 && before.findings.length === 0) return null;
  if (others === null && marks.findings.every((one, at) => one === before.findings[at])) {
    if (marks.findings.length === before.findings.length) return null;
  }
  const rest = (others ?? othersAfter(transaction)).filter((one) => !ours.has(one));
  return [...rest, ...marks.findings.filter((one) => !isSaid(one, rest)).map(lintDiagnostic)];
}

function othersAfter({ startState, changes }: Transaction): LintDiagnostic[] {
  const found: LintDiagnostic[] = [];
  forEachDiagnostic(startState, (one, from, to) => {
    if (ours.has(one)) return;
    found.push({
      ...one,
      from: changes.mapPos(from, 1),
      to: Math.max(changes.mapPos(from, 1), changes.mapPos(to, -1)),
    });
  });
  return found;
}

/** Whether another one says the same of the same place. */
function isSaid({ from, to, diagnostic }: Finding, others: readonly LintDiagnostic[]): boolean {
  return others.some((one) => one.from <= to && one.to >= from && one.message.startsWith(diagnostic.message));
}

function lintDiagnostic(finding: Finding): LintDiagnostic {
  const { diagnostic, from, to, fixes } = finding;
  const made: LintDiagnostic = {
    from,
    to: Math.max(from, to),
    severity: diagnostic.severity === "remark" ? "info" : diagnostic.severity,
    message: diagnostic.message,
    renderMessage: () => rendered(finding),
    actions: fixes.map((fix) => action(finding, fix)),
  };
  ours.add(made);
  return made;
}

function rendered({ diagnostic }: Finding): Node {
  const notes = diagnostic.notes.map(({ message }) => element("span", { class: "cm-lint-note" }, message));
  return element("span", { lang: "en" }, diagnostic.message, ...notes);
}

function action({ diagnostic }: Finding, { fixIts }: Fix): Action {
  return { name: fixLabel(fixIts), apply: (view) => void applyFix(view, diagnostic, fixIts) };
}

/** Does what a diagnostic offers, where its places are now. @returns false: it was withdrawn */
export function applyFix(view: EditorView, diagnostic: unknown, fixIts: Fix["fixIts"]): boolean {
  const finding = marksOf(view.state).findings.find((one) => one.diagnostic === diagnostic);
  const fix = finding?.fixes.find((one) => one.fixIts === fixIts);
  if (fix === undefined) return false;
  view.dispatch({ changes: [...fix.mends], userEvent: "input.fix" });
  return true;
}
