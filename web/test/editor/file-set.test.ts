import { describe, expect, it } from "vitest";
import { bytesOf, inOrder, intendedName, nameRefusal, onlyMain, readFiles } from "../../src/editor/file-set";

describe("names of files", () => {
  it("are what the server takes, and Swift's", () => {
    expect(nameRefusal("Bird.swift", ["main.swift"])).toBeNull();
    expect(nameRefusal("鸟 1.swift", [])).toBeNull();
    expect(nameRefusal("", [])).toBe("empty");
    expect(nameRefusal(".swift", [])).toBe("empty");
    expect(nameRefusal("main.swift", ["main.swift"])).toBe("taken");
    expect(nameRefusal("a/b.swift", [])).toBe("character");
    expect(nameRefusal("a\u0007.swift", [])).toBe("character");
    expect(nameRefusal("a\ud800.swift", [])).toBe("character");
    expect(nameRefusal("😀.swift", [])).toBeNull();
    expect(nameRefusal("notes.txt", [])).toBe("ending");
    expect(nameRefusal(`${"x".repeat(94)}.swift`, [])).toBeNull();
    expect(nameRefusal(`${"x".repeat(95)}.swift`, [])).toBe("too-long");
  });

  it("get their ending where none was typed", () => {
    expect(intendedName(" Bird ")).toBe("Bird.swift");
    expect(intendedName("Bird.swift")).toBe("Bird.swift");
    expect(intendedName("notes.txt")).toBe("notes.txt");
    expect(intendedName("  ")).toBe("");
  });
});

describe("files", () => {
  it("stand with the main one first, which is always there", () => {
    expect([
      ...inOrder([
        ["b.swift", "B"],
        ["a.swift", "A"],
      ]),
    ]).toEqual([
      ["main.swift", ""],
      ["a.swift", "A"],
      ["b.swift", "B"],
    ]);
  });

  it("are read from what may be anything", () => {
    expect(readFiles({ "main.swift": "x", other: 1 })).toEqual(onlyMain("x"));
    expect(readFiles({})).toBeNull();
    expect(readFiles("x")).toBeNull();
    expect(readFiles(null)).toBeNull();
  });

  it("count in bytes of UTF-8", () => {
    expect(
      bytesOf(
        inOrder([
          ["main.swift", "é"],
          ["a.swift", "中"],
        ]),
      ),
    ).toBe(5);
  });
});
