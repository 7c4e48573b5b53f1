import { describe, expect, it } from "vitest";
import { editorKeys, isPressed, keysLabel } from "../../src/commands/keys";

const press = (key: string, ...held: ("ctrl" | "shift" | "alt" | "meta")[]) => ({
  key,
  ctrlKey: held.includes("ctrl"),
  shiftKey: held.includes("shift"),
  altKey: held.includes("alt"),
  metaKey: held.includes("meta"),
});

describe("keys", () => {
  it("are Cmd on a Mac and Ctrl elsewhere", () => {
    expect(isPressed(press("k", "ctrl"), "Mod+K", false)).toBe(true);
    expect(isPressed(press("k", "meta"), "Mod+K", false)).toBe(false);
    expect(isPressed(press("k", "meta"), "Mod+K", true)).toBe(true);
    expect(isPressed(press("k", "ctrl"), "Mod+K", true)).toBe(false);
  });

  it("have no other modifiers, and the letter may be locked", () => {
    expect(isPressed(press("K", "ctrl"), "Mod+K", false)).toBe(true);
    expect(isPressed(press("K", "ctrl", "shift"), "Mod+K", false)).toBe(false);
    expect(isPressed(press("k", "ctrl", "alt"), "Mod+K", false)).toBe(false);
    expect(isPressed(press("Enter", "ctrl", "shift"), "Mod+Shift+Enter", false)).toBe(true);
    expect(isPressed(press("Enter", "ctrl"), "Mod+Shift+Enter", false)).toBe(false);
  });

  it("may be a sign, wherever the keyboard has it", () => {
    expect(isPressed(press("?", "shift"), "?", false)).toBe(true);
    expect(isPressed(press("?"), "?", false)).toBe(true);
    expect(isPressed(press("?", "ctrl"), "?", false)).toBe(false);
    expect(isPressed(press("F1"), "F1", false)).toBe(true);
  });

  it("read as people know them", () => {
    expect(keysLabel("Mod+Shift+Enter", false)).toBe("Ctrl+Shift+Enter");
    expect(keysLabel("Mod+Shift+Enter", true)).toBe("⌘⇧⏎");
    expect(editorKeys("Mod+Shift+Enter")).toBe("Mod-Shift-Enter");
  });
});
