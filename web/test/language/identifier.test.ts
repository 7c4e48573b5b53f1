import { describe, expect, it } from "vitest";
import { isIdentifier } from "../../src/language/identifier";

describe("a name in Swift", () => {
  it.each(["x", "_x", "Bird2", "größe", "鸟", "🐦", "e\u0301", "`class`", "`x`", "async", "some", "__"])(
    "is %s",
    (name) => {
      expect(isIdentifier(name)).toBe(true);
    },
  );

  it.each([
    "",
    " ",
    "9 bad-name",
    "9x",
    "a b",
    "a-b",
    "a.b",
    "+",
    "`+`",
    "``",
    "`a",
    "`a`b`",
    "`a b`",
    "class",
    "_",
    "`_`",
    "x\n",
    "x()",
    "f(a:)",
    "$0",
    "\u0301a",
    "x\u202ey",
    "x\u200by",
    "x\ud800",
  ])("is not %j", (name) => {
    expect(isIdentifier(name)).toBe(false);
  });
});
