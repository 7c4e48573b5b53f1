import { describe, expect, it } from "vitest";
import { cut, inputFrame, inputItem, typedText } from "../../src/connection/input-item";
import { newSender } from "../../src/connection/sender";

const keys = (text: string) => inputItem(new TextEncoder().encode(text));

describe("input on the wire", () => {
  it("begins with its sequence in four bytes, big-endian", () => {
    expect([...inputFrame(0x01020304, Uint8Array.of(65, 66))]).toEqual([1, 2, 3, 4, 65, 66]);
  });

  it("is cut where it is too long for a frame, and says which part is the rest", () => {
    const pieces = cut(keys("abcde"), 2);
    expect(pieces.map(({ bytes, continues }) => [bytes, continues])).toEqual([
      [2, false],
      [3, true],
    ]);
    expect(cut(inputItem("an entry is whole"), 2).length).toBe(1);
  });

  it("counts bytes of UTF-8", () => {
    expect(inputItem("é你").bytes).toBe(5);
  });

  it("comes from a sender with a name of its own", () => {
    expect(newSender()).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(newSender()).not.toBe(newSender());
  });
});

describe("typedText", () => {
  it("shows what a person would know again, across frames", () => {
    const bird = new TextEncoder().encode("🐦");
    const items = [keys("let x"), keys("\x1b[D\x7f"), inputItem(bird.slice(0, 2)), inputItem(bird.slice(2))];
    expect(typedText([...items, inputItem("f()")])).toBe("let x🐦f()\n");
    expect(typedText([keys("\x1b[A\x03")])).toBe("");
  });
});
