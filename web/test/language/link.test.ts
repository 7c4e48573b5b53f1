import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LanguageLink } from "../../src/language/link";

class FakeSocket extends EventTarget {
  readyState = 0;
  readonly sent: (string | Uint8Array)[] = [];

  send(data: string | Uint8Array): void {
    this.sent.push(data);
  }

  close(): void {
    this.lose();
  }

  open(): this {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
    return this;
  }

  say(message: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
  }

  lose(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event("close"));
  }
}

const status = (state: string, reason: string | null = null) => ({
  jsonrpc: "2.0",
  method: "swiftlet/status",
  params: { state, reason },
});

describe("LanguageLink", () => {
  let sockets: FakeSocket[];
  let log: string[];
  let link: LanguageLink;
  const socket = () => sockets.at(-1)!;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 });
    sockets = [];
    log = [];
    link = new LanguageLink({
      open: () => {
        sockets.push(new FakeSocket());
        return socket() as unknown as WebSocket;
      },
      status: ({ state, reason }) => log.push(`${state} ${String(reason)}`),
      lost: () => log.push("lost"),
      refused: () => log.push("refused"),
    });
  });

  afterEach(() => {
    link.dispose();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("tells how the language server is, and hands on all else", () => {
    const heard: string[] = [];
    link.subscribe((message) => heard.push(message));
    socket().open().say(status("ready", "out-of-memory"));
    socket().say({ jsonrpc: "2.0", id: 1, result: '"swiftlet/status"' });
    expect(log).toEqual(["ready out-of-memory"]);
    expect(heard).toHaveLength(1);
  });

  it("sends long messages in pieces, and never half a character", () => {
    socket().open();
    const message = JSON.stringify({ text: `${"x".repeat(16_374)}${"👋".repeat(20_000)}` });
    link.send(message);
    const { sent } = socket();
    const pieces = sent
      .slice(0, -1)
      .map((piece) => new TextDecoder("utf-8", { fatal: true }).decode(piece as Uint8Array));
    expect(typeof sent.at(-1)).toBe("string");
    expect(pieces.join("") + String(sent.at(-1))).toBe(message);
    for (const piece of sent)
      expect(typeof piece === "string" ? piece.length : piece.length).toBeLessThan(65_536);
  });

  it("refuses to send while there is no connection", () => {
    expect(() => link.send("{}")).toThrow();
  });

  it("comes back when it is lost", () => {
    socket().open().lose();
    expect(log).toEqual(["lost"]);
    vi.advanceTimersByTime(1_000);
    expect(sockets).toHaveLength(2);
  });

  it("gives up where there is no language server", () => {
    for (let i = 0; i < 4; i++) {
      socket().lose();
      vi.advanceTimersByTime(20_000);
    }
    expect(log).toEqual(["lost", "lost", "lost", "refused"]);
    expect(sockets).toHaveLength(4);
  });

  it("leaves it to another tab until somebody is at this one", () => {
    socket().open().say(status("elsewhere"));
    socket().lose();
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
    link.claim();
    expect(sockets).toHaveLength(2);
  });
});
