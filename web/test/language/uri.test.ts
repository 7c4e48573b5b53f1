import { describe, expect, it } from "vitest";
import { nameOf, uriOf } from "../../src/language/uri";

describe("addresses of files", () => {
  it.each(["main.swift", "鳥 & 花.swift", "a+b%20.swift", "it's (1).swift"])(
    "%s survives its way",
    (name) => {
      expect(nameOf(uriOf(name))).toBe(name);
    },
  );

  it.each([
    "file:///tmp/sourcekit-lsp/GeneratedInterfaces/Swift.swiftinterface",
    "file:///tmp/editor/a%2fb.swift",
    "file:///tmp/editor/%ff.swift",
    "file:///tmp/editor/",
    "",
  ])("%s names none of the editor's files", (uri) => {
    expect(nameOf(uri)).toBeNull();
  });
});
