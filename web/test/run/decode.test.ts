import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeRunEvent } from "../../src/run/decode";
import type { RunEvent } from "../../src/run/events";

const folder = new URL("../../../src/test/resources/run/v1/", import.meta.url);
const golden = readdirSync(folder).map((name) => ({
  name,
  json: readFileSync(new URL(name, folder), "utf8"),
}));
// A record, so that a type added here is not forgotten.
const types = Object.keys({
  phase: true,
  diagnostic: true,
  value: true,
  passes: true,
  exit: true,
} satisfies Record<RunEvent["type"], true>);

/** As the server writes it: what is null is left out. */
const written = (event: RunEvent | null) =>
  JSON.parse(JSON.stringify(event, (_, value: unknown) => value ?? undefined)) as unknown;

describe("decodeRunEvent", () => {
  it("has a golden file for each type", () => {
    expect(new Set(golden.map(({ name }) => name.split(".")[0]))).toEqual(new Set(types));
  });

  it.each(golden)("reads all of $name", ({ json }) => {
    expect(written(decodeRunEvent(json))).toEqual(JSON.parse(json));
  });

  it.each(golden)("reads $name with a field more, and refuses it with one less or another", ({ json }) => {
    const whole = JSON.parse(json) as Record<string, unknown>;
    expect(decodeRunEvent(JSON.stringify({ ...whole, more: 1 }))).toEqual(decodeRunEvent(json));
    const optional = ["file", "range", "name", "exitCode", "signal", "crash", "detail", "reason"];
    for (const field of Object.keys(whole)) {
      expect(decodeRunEvent(JSON.stringify({ ...whole, [field]: { odd: true } })), field).toBeNull();
      if (
        optional.includes(field) &&
        !(field !== "name" && ["value", "passes"].includes(String(whole["type"])))
      )
        continue;
      expect(decodeRunEvent(JSON.stringify({ ...whole, [field]: undefined })), field).toBeNull();
    }
  });

  it.each(["", "null", "[]", "1", '{"type":"stdout","text":"x"}', '{"type":"__proto__"}', '{"type":1}', "{"])(
    "is null for %s",
    (json) => expect(decodeRunEvent(json)).toBeNull(),
  );

  it("refuses lines and columns that are none", () => {
    const at = (startLine: unknown) =>
      decodeRunEvent(
        JSON.stringify({
          type: "passes",
          file: "a",
          passes: 1,
          range: { startLine, startColumn: 1, endLine: 1, endColumn: 1 },
        }),
      );
    expect(at(1)).not.toBeNull();
    for (const odd of [0, -1, 1.5, "1", null, 2 ** 53]) expect(at(odd)).toBeNull();
  });
});
