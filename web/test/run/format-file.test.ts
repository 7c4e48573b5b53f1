import { describe, expect, it } from "vitest";
import { replacement, samePlace } from "../../src/run/format-file";

describe("a formatted text", () => {
  it.each([
    ["let  a = 1\n", "let a = 1\n"],
    ["same", "same"],
    ["", "new"],
    ["aaa", "aa"],
    ["func f(){}", "func f() {}"],
  ])("replaces as little as it can: %j", (before, after) => {
    const { from, to, insert } = replacement(before, after);
    expect(before.slice(0, from) + insert + before.slice(to)).toBe(after);
    expect(insert.length).toBeLessThanOrEqual(after.length);
  });

  it("keeps the cursor with its word", () => {
    const before = "let  a=1\nif a>1{print(a)}\n";
    const after = "let a = 1\nif a > 1 { print(a) }\n";
    expect(after.slice(samePlace(before, before.indexOf("print"), after)).startsWith(" print")).toBe(true);
    expect(after.slice(samePlace(before, before.indexOf("if"), after)).startsWith("if")).toBe(true);
    expect(samePlace(before, before.length, after)).toBeGreaterThan(after.length - 3);
    expect(samePlace("", 0, "")).toBe(0);
  });
});
