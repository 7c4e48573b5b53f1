import { describe, expect, it } from "vitest";
import { chinese } from "../../src/messages/chinese";
import { english } from "../../src/messages/english";
import { languageOf, speakable } from "../../src/messages/language";

/** All texts with their places; functions are asked with something of each kind. */
function texts(value: unknown, place = ""): [string, string][] {
  if (typeof value === "string") return [[place, value]];
  if (typeof value === "function") return [[place, String((value as (...all: unknown[]) => unknown)(7, 7))]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => texts(one, `${place}.${key}`));
}
const places = (value: unknown) =>
  texts(value)
    .map(([place]) => place)
    .filter((place) => !place.startsWith(".editorPhrases"));

describe("the languages", () => {
  it("say the same things, and something each time", () => {
    expect(places(chinese)).toEqual(expect.arrayContaining(places(english)));
    expect(places(english)).toEqual(expect.arrayContaining(places(chinese)));
    for (const [place, text] of [...texts(english), ...texts(chinese)]) {
      if (place !== ".space") expect(text, place).not.toBe("");
    }
  });

  it("are spoken where they are wanted", () => {
    expect(speakable(["fr-FR", "zh-TW", "en-GB"])).toBe("zh-CN");
    expect(speakable(["en-GB", "zh"])).toBe("en");
    expect(speakable(["fr"])).toBe("en");
    expect(speakable([])).toBe("en");
  });

  it("follow what was chosen on this page before what the browser says", () => {
    const chosen = (value: string | null) => languageOf({ read: () => value }, ["zh-CN"]);
    expect(chosen("en")).toBe("en");
    expect(chosen(null)).toBe("zh-CN");
    expect(chosen("tlh")).toBe("zh-CN");
  });

  it("leave no English sentence in the Chinese texts", () => {
    const left = texts(chinese).filter(([, text]) => /[a-z]{3,} [a-z]{3,}/.test(text.replace(/`.*`/g, "")));
    expect(left.map(([place]) => place).filter((place) => place !== ".starterCode")).toEqual([]);
  });
});
