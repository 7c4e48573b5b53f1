import type { EditorState } from "@codemirror/state";

/** Text from the editor, as one entry of the REPL. */
export interface Entry {
  readonly text: string;
  /** Where the cursor goes once it was sent: on to the next line, so that a file can be stepped through. Null: stays. */
  readonly cursor: number | null;
}

/** The selected text, or the current line where nothing is selected. Several selections are sent as one. */
export function selectionEntry(state: EditorState): Entry {
  const { ranges, main } = state.selection;
  const selected = ranges.filter((range) => !range.empty);
  if (selected.length > 0) {
    return {
      text: trimmed(selected.map(({ from, to }) => state.sliceDoc(from, to)).join("\n")),
      cursor: null,
    };
  }
  const line = state.doc.lineAt(main.head);
  const next = line.number < state.doc.lines ? state.doc.line(line.number + 1).from : line.to;
  return { text: trimmed(line.text), cursor: next };
}

/** Everything. */
export function wholeEntry(state: EditorState): Entry {
  return { text: trimmed(state.doc.toString()), cursor: null };
}

/** Without the blank lines around it; the indentation of the first line stays. */
function trimmed(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, "").trimEnd();
}
