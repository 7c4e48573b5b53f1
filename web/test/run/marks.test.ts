import { forEachDiagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState, type TransactionSpec } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/run/events";
import { findingMarks } from "../../src/run/marks/lint";
import { marginText } from "../../src/run/marks/margin";
import { findingsIn, marksField, marksOf, resultsIn, setMarks } from "../../src/run/marks/state";

const text = "let a = 1\nlet b = x\nlet c = 3\n";
const range = { startLine: 2, startColumn: 9, endLine: 2, endColumn: 10 };
const unknown: Diagnostic = {
  severity: "error",
  file: "main.swift",
  range,
  message: "cannot find 'x' in scope",
  notes: [],
  fixIts: [{ file: "main.swift", range, text: "a" }],
};
const place = (value: string, passes = 1) => ({
  range,
  name: "b",
  swiftType: "Int",
  history: [{ value, cut: false, pass: passes }],
  passes,
});

function marked(): EditorState {
  const state = EditorState.create({ doc: text, extensions: [marksField, findingMarks] });
  const findings = findingsIn("main.swift", text, [unknown]);
  const results = resultsIn(
    text,
    new Map([
      [1, [place("1")]],
      [2, [place("2", 7)]],
      [3, [place("3")]],
    ]),
  );
  return state.update({ effects: setMarks.of({ generation: 1, changed: false, findings, results }) }).state;
}

function shown(state: EditorState): string[] {
  const found: string[] = [];
  forEachDiagnostic(state, (one, from, to) => found.push(`${one.message} at ${state.sliceDoc(from, to)}`));
  return found;
}

const after = (state: EditorState, spec: TransactionSpec) => state.update(spec).state;

describe("marks of a run in a text", () => {
  it("shows what the compiler says, beside what others say", () => {
    const state = marked();
    expect(shown(state)).toEqual(["cannot find 'x' in scope at x"]);
    const other = { from: 0, to: 3, severity: "warning" as const, message: "other" };
    const both = after(state, setDiagnostics(state, [other]));
    expect(shown(both)).toEqual(["other at let", "cannot find 'x' in scope at x"]);
    const same = { from: 18, to: 19, severity: "error" as const, message: unknown.message };
    expect(shown(after(both, setDiagnostics(both, [same])))).toEqual(["cannot find 'x' in scope at x"]);
    const gone = after(both, {
      effects: setMarks.of({ generation: 2, changed: false, findings: [], results: [] }),
    });
    expect(shown(gone)).toEqual(["other at let"]);
  });

  it("withdraws what stands where the text changes, and moves the rest", () => {
    const before = after(marked(), { changes: { from: 0, insert: "// first\n" } });
    expect(shown(before)).toEqual(["cannot find 'x' in scope at x"]);
    expect(marksOf(before).changed).toBe(true);
    expect(marksOf(before).results.map(({ at }) => before.doc.lineAt(at).number)).toEqual([3, 4]);

    const there = after(before, { changes: { from: before.doc.line(3).to, insert: " + 1" } });
    expect(shown(there)).toEqual([]);
    expect(marksOf(there).results.map(({ at }) => there.doc.lineAt(at).number)).toEqual([4]);
  });

  it("knows where a fix-it belongs after a change elsewhere", () => {
    const state = after(marked(), { changes: { from: 0, insert: "\n\n" } });
    const mends = marksOf(state).findings[0]?.fixes[0]?.mends ?? [];
    expect(after(state, { changes: [...mends] }).doc.line(4).text).toBe("let b = a");
  });

  it("has one line for a value, cut where it is long", () => {
    expect(marginText({ places: [place("one\n  two", 3)] })).toEqual({ text: "one ⏎ two", times: 3 });
    expect(marginText({ places: [place("x".repeat(500))] })?.text.length).toBe(101);
    expect(marginText({ places: [{ ...place("()"), swiftType: "()" }] })).toBeNull();
    expect(marginText({ places: [] })).toBeNull();
    expect(marginText({ places: [{ ...place("old", 128), passes: 1000 }] })).toEqual({
      text: "… after 1,000 passes",
      times: 1,
    });
  });
});
