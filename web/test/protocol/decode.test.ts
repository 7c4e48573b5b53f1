import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeServerMessage, encodeClientMessage } from "../../src/protocol/decode";
import type { ClientMessageUnion, ServerMessageUnion } from "../../src/protocol/messages.gen";

const fixtures = new URL("../../../src/test/resources/protocol/v1/", import.meta.url);

/** The golden files of one direction: `type.json`, or `type.case.json` where a type has several. */
function golden(direction: "client" | "server"): { name: string; type: string; json: string }[] {
  const folder = new URL(`${direction}/`, fixtures);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({
      name,
      type: name.split(".")[0] ?? "",
      json: readFileSync(new URL(name, folder), "utf8"),
    }));
}

// Records, so that a type added in Java does not compile here until it is tested.
const serverTypes = Object.keys({
  hello: true,
  stream: true,
  control: true,
  clients: true,
  queued: true,
  taken: true,
  repl: true,
  accepted: true,
  replay: true,
  differs: true,
  run: true,
  idle: true,
  pong: true,
  error: true,
  closed: true,
} satisfies Record<ServerMessageUnion["type"], true>);

const samples: Record<ClientMessageUnion["type"], ClientMessageUnion> = {
  join: { type: "join", offset: 1, sender: "q83vAQIDBAUGBwgJ", size: { cols: 80, rows: 24 } },
  resize: { type: "resize", size: { cols: 80, rows: 24 } },
  submit: { type: "submit", sequence: 1, text: "1" },
  interrupt: { type: "interrupt" },
  restart: { type: "restart", replay: false },
  "stop-replay": { type: "stop-replay" },
  stop: { type: "stop" },
  "end-of-input": { type: "end-of-input" },
  keep: { type: "keep" },
  pause: { type: "pause" },
  resume: { type: "resume" },
  ping: { type: "ping", id: 1 },
};

/** The names of all fields, with those of nested objects. */
function shape(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shape(field)]));
}

describe("server messages", () => {
  it("have a golden file for each type, and no golden file is of an unknown type", () => {
    expect(new Set(golden("server").map((file) => file.type))).toEqual(new Set(serverTypes));
  });

  it.each(golden("server"))("$name decodes to what it says", ({ type, json }) => {
    const message = decodeServerMessage(json);

    expect(message).toEqual(JSON.parse(json));
    expect(message?.type).toBe(type);
  });

  it.each(golden("server"))("$name is refused with any field missing or of another type", ({ json }) => {
    const message = JSON.parse(json) as Record<string, unknown>;
    for (const field of Object.keys(message).filter((name) => message[name] !== null)) {
      const wrong = { ...message, [field]: [{}] };
      expect(decodeServerMessage(JSON.stringify(wrong)), `${field} wrong`).toBeNull();
    }
  });

  it("ignores fields that it does not know", () => {
    expect(decodeServerMessage('{"type":"pong","id":1,"later":true}')).toEqual({ type: "pong", id: 1 });
  });

  it("reads an absent nullable field as null", () => {
    expect(decodeServerMessage('{"type":"repl","state":"ready"}')).toEqual({
      type: "repl",
      state: "ready",
      exit: null,
    });
  });

  it.each([
    "",
    "{",
    "null",
    "7",
    '"hello"',
    "[]",
    "[1]",
    "{}",
    '{"type":null}',
    '{"type":7}',
    '{"type":"later"}',
    '{"type":"toString"}',
    '{"type":"__proto__"}',
    '{"type":"constructor","id":1}',
    '{"type":"pong","id":1.5}',
    '{"type":"pong","id":1e99}',
    '{"type":"stream","offset":-1,"snapshot":0,"skipped":0}',
    '{"type":"repl","state":"constructor","exit":null}',
    '{"type":"hello","__proto__":{"session":"x"}}',
    "[".repeat(100_000),
  ])("answers null to %.40j", (frame) => {
    expect(decodeServerMessage(frame)).toBeNull();
  });
});

describe("client messages", () => {
  it("have a golden file for each type, and no golden file is of an unknown type", () => {
    expect(new Set(golden("client").map((file) => file.type))).toEqual(new Set(Object.keys(samples)));
  });

  it.each(golden("client"))("$name has the fields that this page sends", ({ type, json }) => {
    const sent = JSON.parse(encodeClientMessage(samples[type as ClientMessageUnion["type"]])) as unknown;

    expect(shape(sent)).toEqual(shape(JSON.parse(json)));
  });

  it.each(golden("client"))("$name goes around unchanged", ({ json }) => {
    const message = JSON.parse(json) as ClientMessageUnion;

    expect(JSON.parse(encodeClientMessage(message))).toEqual(message);
  });
});
