import { describe, expect, it } from "vitest";
import { clampShare, moveByKey } from "../../src/ui/split";

describe("the separator", () => {
  it.each([
    ["ArrowRight", false, "editor-first", 52],
    ["ArrowLeft", false, "editor-first", 48],
    ["ArrowRight", true, "editor-first", 60],
    ["ArrowRight", false, "terminal-first", 48],
    ["Home", false, "editor-first", 20],
    ["End", false, "editor-first", 80],
    ["Tab", false, "editor-first", null],
  ] as const)("%s (shift %s, %s) moves it to %s", (key, shift, order, share) => {
    expect(moveByKey(key, shift, 50, order)).toBe(share);
  });

  it("leaves room for both panes", () => {
    expect(moveByKey("ArrowLeft", true, 22, "editor-first")).toBe(20);
    expect([clampShare(Number.NaN), clampShare(-5), clampShare(500)]).toEqual([46, 20, 80]);
  });
});
