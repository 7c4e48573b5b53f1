import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Backoff } from "../../src/connection/backoff";
import { Connection, JOIN_WITHIN_MS } from "../../src/connection/connection";
import { PAUSE_ABOVE } from "../../src/connection/flow-control";
import { DEAD_AFTER_MS, PING_EVERY_MS, PROBE_DEAD_AFTER_MS } from "../../src/connection/heartbeat";
import { FakeSocket, HELLO } from "./fake-socket";

const stream = (offset: number, snapshot = 0, skipped = 0, head = offset) =>
  ({ type: "stream", offset, snapshot, skipped, head }) as const;

describe("Connection", () => {
  let sockets: FakeSocket[];
  let log: string[];
  let exists: boolean | "unknown";
  let wake: EventTarget;
  let connection: Connection;
  const socket = () => sockets.at(-1)!;
  const phases = () => log.filter((entry) => entry.startsWith("state ")).map((entry) => entry.slice(6));

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 });
    sockets = [];
    log = [];
    exists = true;
    wake = new EventTarget();
    connection = new Connection(
      {
        sender: "me",
        openSocket: () => {
          sockets.push(new FakeSocket());
          return socket() as unknown as WebSocket;
        },
        sessionExists: () => Promise.resolve(exists),
        terminalSize: () => ({ cols: 80, rows: 24 }),
        wakeups: [[wake, "online"]],
      },
      {
        stateChanged: (state) => log.push(`state ${state.phase}`),
        message: (message) => log.push(`message ${message.type}`),
        reset: () => log.push("reset"),
        output: (bytes, replay) =>
          log.push(`${replay ? "replay" : "live"} ${new TextDecoder().decode(bytes)}`),
        skipped: (bytes) => log.push(`skipped ${bytes}`),
        roundTrip: (ms) => log.push(`roundTrip ${Math.round(ms)}`),
        doubtful: (text) => log.push(`doubtful ${text}`),
        gone: () => log.push("gone"),
      },
      new Backoff({ firstMs: 100, maxMs: 1000 }, () => 1),
    );
  });
  afterEach(() => {
    connection.dispose();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function join(offset = 0, snapshot = 0, taken: number | null = null): void {
    socket().accept();
    socket().say({ ...HELLO, taken });
    socket().say(stream(offset, snapshot));
  }

  function pong(): void {
    socket().say({ type: "pong", id: socket().of("ping").at(-1)!.id });
  }

  it("joins without an offset at first", () => {
    connection.open();
    socket().accept();

    expect(socket().messages).toEqual([
      { type: "join", offset: null, sender: "me", size: { cols: 80, rows: 24 } },
    ]);
    expect(phases()).toEqual([]);
  });

  it("lives from hello on", () => {
    connection.open();
    join();

    expect(phases()).toEqual(["live"]);
    expect(log).toContain("message hello");
  });

  it("comes back at its own offset after a loss", async () => {
    connection.open();
    join();
    socket().output("12345");

    socket().end();
    await vi.advanceTimersByTimeAsync(100);
    socket().accept();

    expect(socket().of("join")[0]?.offset).toBe(5);
    expect(phases()).toEqual(["live", "waiting", "connecting"]);
  });

  it("counts across snapshot and reconnect, whatever the frames", async () => {
    connection.open();
    join(100, 4);
    socket().output("SN");
    socket().output("APab");
    expect(connection.offset).toBe(102);

    connection.drop();
    await vi.advanceTimersByTimeAsync(100);
    join(102);
    socket().output("cd");

    expect(connection.offset).toBe(104);
    expect(log.filter((entry) => /^(reset|replay|live)/.test(entry))).toEqual([
      "reset",
      "replay SN",
      "replay AP",
      "live ab",
      "live cd",
    ]);
  });

  it("treats as live what was printed after the stream began", () => {
    connection.open();
    socket().accept();
    socket().say(HELLO);
    socket().say(stream(0, 0, 0, 3));
    socket().output("oldnew");
    socket().say(stream(1000, 4));
    socket().output("SNAPx");

    expect(log.filter((entry) => /^(replay|live)/.test(entry))).toEqual([
      "replay old",
      "live new",
      "replay SNAP",
      "live x",
    ]);
  });

  it("says how much it will never get, but not to who has just come", () => {
    connection.open();
    socket().accept();
    socket().say(HELLO);
    socket().say(stream(5000, 0, 5000));
    expect(log).not.toContain("skipped 5000");

    socket().say(stream(9000, 0, 4000));

    expect(log).toContain("skipped 4000");
  });

  it("backs off while the server is away, and starts afresh once it answered", async () => {
    exists = "unknown";
    connection.open();
    for (const delay of [100, 200, 400]) {
      socket().end();
      await vi.advanceTimersByTimeAsync(delay - 1);
      const before = sockets.length;
      await vi.advanceTimersByTimeAsync(1);
      expect(sockets.length).toBe(before + 1);
    }
    join();
    pong();

    socket().end();
    await vi.advanceTimersByTimeAsync(100);

    expect(sockets.length).toBe(5);
  });

  it("gives up when an upgrade fails because the session is no more", async () => {
    exists = false;
    connection.open();
    socket().end();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(log).toEqual(["state closed", "gone"]);
    expect(sockets.length).toBe(1);
  });

  it("tries at once when the network is back", async () => {
    connection.open();
    join();
    socket().end();
    wake.dispatchEvent(new Event("online"));

    expect(sockets.length).toBe(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sockets.length).toBe(2);
  });

  it("does not wait for a peer that is silent after the network changed", async () => {
    connection.open();
    join();
    pong();
    wake.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(PROBE_DEAD_AFTER_MS);

    expect(phases()).toEqual(["live", "waiting"]);
  });

  it("measures the round trip", async () => {
    connection.open();
    join();
    pong();
    await vi.advanceTimersByTimeAsync(PING_EVERY_MS + 30);
    pong();

    expect(log.at(-1)).toBe("roundTrip 30");
  });

  it("notices a dead peer", async () => {
    connection.open();
    join();
    pong();
    await vi.advanceTimersByTimeAsync(PING_EVERY_MS + DEAD_AFTER_MS);

    expect(phases()).toEqual(["live", "waiting"]);
  });

  it("takes a flood for a sign of life", async () => {
    connection.open();
    join();
    for (let second = 0; second < 30; second++) {
      socket().output("flood");
      await vi.advanceTimersByTimeAsync(1000);
    }

    expect(phases()).toEqual(["live"]);
  });

  it("gives up an attempt that hangs", async () => {
    connection.open();
    await vi.advanceTimersByTimeAsync(JOIN_WITHIN_MS + 100);

    expect(sockets.length).toBe(2);
  });

  it("pauses the server by what the terminal has drawn, and again after a reconnect", async () => {
    connection.open();
    join();
    socket().output("x".repeat(PAUSE_ABOVE + 1));
    expect(socket().of("pause").length).toBe(1);

    connection.drop();
    await vi.advanceTimersByTimeAsync(100);
    join(PAUSE_ABOVE + 1);
    expect(socket().of("pause").length).toBe(1);
    connection.drawn(PAUSE_ABOVE + 1);

    expect(socket().of("resume").length).toBe(1);
  });

  it("sends what was typed during an absence", async () => {
    connection.open();
    join();
    connection.drop();
    expect(connection.input(Uint8Array.of(65))).toBe(true);
    await vi.advanceTimersByTimeAsync(100);
    join();

    expect(socket().input).toEqual([65]);
  });

  it("sends once more, under the same numbers, what a lost connection may have swallowed", async () => {
    connection.open();
    join();
    connection.input(Uint8Array.of(65));
    connection.input("let x = 1");
    connection.input(Uint8Array.of(66));
    socket().say({ type: "taken", sequence: 1 });
    connection.drop();
    await vi.advanceTimersByTimeAsync(100);
    join(0, 0, 1);

    expect(socket().of("submit")).toEqual([{ type: "submit", sequence: 2, text: "let x = 1" }]);
    expect(socket().sequences).toEqual([3]);
    expect(log.filter((entry) => entry.startsWith("doubtful"))).toEqual([]);
  });

  it("tells what it does not send again to a server that started anew", async () => {
    connection.open();
    join();
    connection.input(Uint8Array.of(65));
    connection.drop();
    await vi.advanceTimersByTimeAsync(100);
    join(0, 0, null);

    expect(socket().input).toEqual([]);
    expect(log).toContain("doubtful A");
  });

  it.each([
    { reason: "idle", sessionOver: true, comesBack: false },
    { reason: "crowded", sessionOver: false, comesBack: false },
    { reason: "server-stopping", sessionOver: false, comesBack: true },
    { reason: "gone", sessionOver: false, comesBack: true },
  ] as const)("after closed $reason comes back: $comesBack", async ({ reason, sessionOver, comesBack }) => {
    connection.open();
    join();
    socket().say({ type: "closed", reason, sessionOver, saved: false, message: "" });
    socket().end();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(sockets.length > 1).toBe(comesBack);
    expect(phases().at(-1) === "closed").toBe(!comesBack);
  });

  it("hears nothing more from a connection that it left", async () => {
    connection.open();
    join();
    const left = socket();
    connection.drop();
    left.output("late");
    left.end();
    await vi.advanceTimersByTimeAsync(100);

    expect(log).not.toContain("replay late");
    expect(sockets.length).toBe(2);
  });

  it("survives frames that are no messages", () => {
    connection.open();
    join();
    socket().onmessage?.({ data: "{" });
    socket().onmessage?.({ data: '{"type":"later"}' });
    socket().onmessage?.({ data: null });

    expect(phases()).toEqual(["live"]);
  });
});
