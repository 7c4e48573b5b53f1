import { describe, expect, it } from "vitest";
import { FILE_LIMIT, readTextFile } from "../../src/editor/files";

const file = (content: string | Uint8Array<ArrayBuffer>) => new File([content], "a.swift");

describe("readTextFile", () => {
  it("reads UTF-8", async () => {
    expect(await readTextFile(file('print("你好")'))).toEqual({
      kind: "text",
      name: "a.swift",
      text: 'print("你好")',
    });
  });

  it.each([
    ["too large", new Uint8Array(FILE_LIMIT + 1), "too-large"],
    ["not UTF-8", Uint8Array.of(0x66, 0xff, 0xfe), "not-text"],
    ["a program and not its source", Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0), "not-text"],
  ])("refuses what is %s", async (_, content, kind) => {
    expect((await readTextFile(file(content))).kind).toBe(kind);
  });
});
