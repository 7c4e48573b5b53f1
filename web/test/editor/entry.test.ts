import { EditorSelection, EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { selectionEntry, wholeEntry } from "../../src/editor/entry";

const DOC = "let a = 1\n\n    let b = 2\nlet c = 3\n";

function state(...ranges: [number, number][]): EditorState {
  return EditorState.create({
    doc: DOC,
    selection: EditorSelection.create(ranges.map(([from, to]) => EditorSelection.range(from, to))),
    extensions: [EditorState.allowMultipleSelections.of(true)],
  });
}

describe("selectionEntry", () => {
  it("is the current line where nothing is selected, and goes on to the next", () => {
    expect(selectionEntry(state([3, 3]))).toEqual({ text: "let a = 1", cursor: 10 });
  });

  it("is empty on an empty line, and goes on", () => {
    expect(selectionEntry(state([10, 10]))).toEqual({ text: "", cursor: 11 });
  });

  it("stays on the last line", () => {
    expect(selectionEntry(state([DOC.length, DOC.length])).cursor).toBe(DOC.length);
  });

  it("is what is selected, several lines and their indentation included", () => {
    expect(selectionEntry(state([9, DOC.length]))).toEqual({
      text: "    let b = 2\nlet c = 3",
      cursor: null,
    });
  });

  it("is all that is selected, in order", () => {
    expect(selectionEntry(state([0, 9], [25, 34])).text).toBe("let a = 1\nlet c = 3");
  });
});

describe("wholeEntry", () => {
  it("is everything but the empty lines around it", () => {
    expect(wholeEntry(EditorState.create({ doc: "\n  \n  1\n\n2\n\n" })).text).toBe("  1\n\n2");
  });
});
