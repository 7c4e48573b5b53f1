import { describe, expect, it } from "vitest";
import { keyAction, withControl } from "../../src/terminal/keys";

const none = { key: "", code: "", ctrlKey: false, shiftKey: false, altKey: false, metaKey: false };

describe("keyAction", () => {
  it.each([
    ["Ctrl+C interrupts, selection or not", { code: "KeyC", ctrlKey: true }, "send"],
    ["Ctrl+Shift+C copies", { code: "KeyC", ctrlKey: true, shiftKey: true }, "copy"],
    ["Ctrl+V is the browser's paste", { code: "KeyV", ctrlKey: true }, "leave-to-browser"],
    ["Ctrl+Shift+V too", { code: "KeyV", ctrlKey: true, shiftKey: true }, "leave-to-browser"],
    ["Shift+Insert too", { key: "Insert", shiftKey: true }, "leave-to-browser"],
    ["F6 leaves", { key: "F6" }, "leave-to-browser"],
    ["Tab completes", { key: "Tab" }, "send"],
    ["AltGr+V types", { code: "KeyV", ctrlKey: true, altKey: true }, "send"],
  ] as const)("%s", (_, key, action) => {
    expect(keyAction({ ...none, ...key })).toBe(action);
  });
});

describe("withControl", () => {
  it.each([
    ["c", "\x03"],
    ["C", "\x03"],
    ["[", "\x1b"],
    [" ", "\0"],
    ["1", "1"],
    ["é", "é"],
    ["\x1b[A", "\x1b[A"],
  ])("of %j is %j", (typed, sent) => {
    expect(withControl(typed)).toBe(sent);
  });
});
