import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  bytesOf,
  inOrder,
  intendedName,
  nameRefusal,
  onlyMain,
  readFiles,
  wrongName,
} from "../../src/editor/file-set";

interface Cases {
  readonly good: readonly string[];
  readonly bad: readonly string[];
  readonly same: readonly (readonly string[])[];
  readonly different: readonly (readonly string[])[];
}
const cases = JSON.parse(
  readFileSync(new URL("../../../src/test/resources/files/names.json", import.meta.url), "utf8"),
) as Cases;

describe("names of files", () => {
  it("are what the server takes: its test has the same cases", () => {
    expect(cases.good.filter((name) => nameRefusal(name, []) !== null)).toEqual([]);
    expect(cases.bad.filter((name) => nameRefusal(name, []) === null)).toEqual([]);
    const second = (pair: readonly string[]) => nameRefusal(pair[1]!, [pair[0]!]);
    expect(cases.same.filter((pair) => second(pair) !== "capitals")).toEqual([]);
    expect(cases.different.filter((pair) => second(pair) !== null)).toEqual([]);
  });

  it("are refused for what is wrong with them", () => {
    expect(nameRefusal("", [])).toBe("empty");
    expect(nameRefusal(".swift", [])).toBe("empty");
    expect(nameRefusal("main.swift", ["main.swift"])).toBe("taken");
    expect(nameRefusal("Main.swift", ["main.swift"])).toBe("capitals");
    expect(nameRefusal("a b.swift", [])).toBe("character");
    expect(nameRefusal("-o.swift", [])).toBe("start");
    expect(nameRefusal("<img src=x>.swift", [])).toBe("start");
    expect(nameRefusal("notes.txt", [])).toBe("ending");
    expect(nameRefusal(`${"x".repeat(95)}.swift`, [])).toBe("too-long");
  });

  it("are looked at together before a run", () => {
    const named = (...names: string[]) => new Map(names.map((name) => [name, ""]));
    expect(wrongName(named("main.swift", "Bird.swift"))).toBeNull();
    expect(wrongName(named("main.swift", "a b.swift"))).toEqual({ name: "a b.swift", refusal: "character" });
    expect(wrongName(named("main.swift", "MAIN.swift"))).toEqual({ name: "MAIN.swift", refusal: "capitals" });
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
