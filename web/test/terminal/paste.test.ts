import { describe, expect, it } from "vitest";
import { PASTE_LIMIT, cleanText, readPaste } from "../../src/terminal/paste";

describe("cleanText", () => {
  it.each([
    ["plain text stays", "let x = 41 + 1", "let x = 41 + 1"],
    ["tab and newline stay", "a\tb\nc", "a\tb\nc"],
    ["other scripts and emoji stay", "你好 👋🏽 é", "你好 👋🏽 é"],
    ["Windows and old Mac newlines become one", "a\r\nb\rc", "a\nb\nc"],
    ["ESC goes", "\x1b[31mred", "[31mred"],
    ["the end of a bracketed paste goes whole", "safe\x1b[201~:quit\n", "safe:quit\n"],
    ["also written with C1", "safe\x9b201~:quit", "safe:quit"],
    ["also put together by taking one out", "\x1b[20\x1b[201~1~x", "x"],
    ["also three deep", "\x1b[\x1b[20\x1b[201~1~201~x", "x"],
    ["NUL, BEL, BS, DEL and Ctrl-C go", "a\0b\x07c\x08d\x7fe\x03f", "abcdef"],
    ["C1 goes: OSC, CSI, DCS", "a\x9db\x9bc\x90d\x80e\x9f", "abcde"],
  ])("%s", (_, text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  it("leaves no control character of any text", () => {
    const all = Array.from({ length: 0x2ff }, (_, code) => String.fromCharCode(code)).join("");

    expect(cleanText(all + all).match(/(?![\n\t])\p{Cc}/gu)).toBeNull();
  });
});

describe("readPaste", () => {
  it("types one line and leaves it at the prompt", () => {
    expect(readPaste("1 + 1\n")).toEqual({ kind: "type", text: "1 + 1" });
  });

  it("submits several lines as one entry", () => {
    expect(readPaste("func f() {\r\n  1\r\n}\r\n\r\n")).toEqual({
      kind: "submit",
      text: "func f() {\n  1\n}",
    });
  });

  it.each(["", "\n\n", "  ", "\x1b\x07"])("does nothing with %j", (text) => {
    expect(readPaste(text)).toEqual({ kind: "nothing" });
  });

  it("takes up to its limit, in bytes", () => {
    expect(readPaste("x".repeat(PASTE_LIMIT)).kind).toBe("type");
    expect(readPaste("é".repeat(PASTE_LIMIT / 2 + 1))).toEqual({ kind: "too-long", bytes: PASTE_LIMIT + 2 });
  });

  it("is quick with a million of marker pieces", () => {
    expect(readPaste("\x1b[20".repeat(16_000)).kind).toBe("type");
  });
});
