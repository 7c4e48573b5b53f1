import { describe, expect, it } from "vitest";
import { Places } from "../../src/run/places";

const text = 'let é = 1\nlet 鸟 = "🐦"; x\n\nlast';
const range = (startLine: number, startColumn: number, endLine = startLine, endColumn = startColumn) => ({
  startLine,
  startColumn,
  endLine,
  endColumn,
});
const underlined = (...where: Parameters<typeof range>) => {
  const { from, to } = new Places(text).underlined(range(...where));
  return text.slice(from, to);
};

describe("Places", () => {
  it("counts bytes of UTF-8", () => {
    expect(underlined(1, 5, 1, 7)).toBe("é");
    expect(underlined(2, 5, 2, 8)).toBe("鸟");
    expect(underlined(2, 11, 2, 17)).toBe('"🐦"');
    expect(underlined(2, 19, 2, 20)).toBe("x");
  });

  it("makes of a point the word that begins there, or something to see", () => {
    expect(underlined(1, 5)).toBe("é");
    expect(underlined(1, 8)).toBe("=");
    expect(underlined(1, 11)).toBe("1");
    expect(underlined(3, 1)).toBe("");
  });

  it("stays within the text, whatever it is asked", () => {
    const places = new Places(text);
    expect(places.offset(99, 1)).toBe(text.length);
    expect(places.offset(1, 999)).toBe(9);
    expect(places.lineEnd(2)).toBe(text.indexOf("\n", 10));
    expect(places.lineEnd(99)).toBe(text.length);
    expect(new Places("").underlined(range(1, 1))).toEqual({ from: 0, to: 0 });
  });
});
