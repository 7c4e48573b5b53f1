import { describe, expect, it } from "vitest";
import { type FixableDiagnostic, fixesOf, openEnd } from "../../src/language/fixes";

const range = { start: { line: 1, character: 13 }, end: { line: 1, character: 13 } };
const action = (title: string, newText: string) => ({
  title,
  kind: "quickfix",
  edit: { changes: { "file:///tmp/editor/main.swift": [{ range, newText }] } },
});

describe("what would mend something", () => {
  it("is said with it, and with its notes", () => {
    const unwrapped: FixableDiagnostic = {
      range,
      message: "Value of optional type 'Int?' must be unwrapped to a value of type 'Int'",
      relatedInformation: [
        { codeActions: [action("Coalesce using '??'", " ?? ")] },
        { codeActions: [action("Force-unwrap using '!'", "!")] },
        {},
      ],
    };
    expect(fixesOf(unwrapped).map(({ title }) => title)).toEqual([
      "Coalesce using '??'",
      "Force-unwrap using '!'",
    ]);
    const own = { ...unwrapped, codeActions: [action("Own", "")] };
    expect(fixesOf(own).map(({ title }) => title)[0]).toBe("Own");
  });

  it("comes once, and only where it is an edit", () => {
    const twice = {
      range,
      message: "m",
      codeActions: [action("a", "x"), { title: "command" }],
      relatedInformation: [{ codeActions: [action("a", "x"), action("a", "y")] }],
    };
    expect(fixesOf(twice)).toHaveLength(2);
    expect(fixesOf({ range, message: "m" })).toEqual([]);
  });

  it("may leave something to write", () => {
    expect(openEnd(" ?? ")).toBe(4);
    expect(openEnd("!")).toBeNull();
    expect(openEnd(" ")).toBeNull();
    expect(openEnd("x\n")).toBeNull();
  });
});
