import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ServerMessageUnion } from "../../src/protocol/messages.gen";
import { SessionsApi } from "../../src/session/api";
import { Session } from "../../src/session/session";
import { StoredSession } from "../../src/session/stored-session";
import { FakeSocket, HELLO } from "../connection/fake-socket";
import { FakeStorage } from "../fake-storage";

const READY: ServerMessageUnion = { type: "repl", state: "ready", exit: null };

/** The server's HTTP side: sessions by id, or a problem instead. */
class FakeServer {
  readonly sessions = new Set<string>();
  readonly calls: string[] = [];
  problem: string | null = null;

  fetch = (input: unknown, init?: RequestInit): Promise<Response> => {
    const method = init?.method ?? "GET";
    this.calls.push(`${method} ${String(input)}`);
    return Promise.resolve(this.#answer(method, String(input).split("/").at(-1) ?? ""));
  };

  #answer(method: string, id: string): Response {
    if (this.problem !== null) {
      const type = `urn:swiftlet:problem:${this.problem}`;
      return Response.json({ type, title: "", status: 503, detail: "No." }, { status: 503 });
    }
    if (method === "POST") return this.#create();
    if (!this.sessions.has(id))
      return Response.json({ type: "urn:swiftlet:problem:not-found" }, { status: 404 });
    if (method === "DELETE") this.sessions.delete(id);
    return method === "DELETE" ? new Response(null, { status: 204 }) : Response.json({ id });
  }

  #create(): Response {
    const id = `s${this.calls.length}`;
    this.sessions.add(id);
    return Response.json(
      { id, toolchain: { id: "swift-6.0", label: "Swift 6.0" }, state: "starting" },
      { status: 201 },
    );
  }
}

describe("Session", () => {
  let server: FakeServer;
  let tab: FakeStorage;
  let sockets: { id: string; socket: FakeSocket }[];
  let told: string[];
  let session: Session;
  const socket = () => sockets.at(-1)!.socket;
  const settle = () => vi.advanceTimersByTimeAsync(0);

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 });
    server = new FakeServer();
    tab = new FakeStorage();
    sockets = [];
    told = [];
    session = new Session(
      {
        api: new SessionsApi(server.fetch),
        stored: new StoredSession(tab, new FakeStorage(), null),
        openSocket: (id) => {
          sockets.push({ id, socket: new FakeSocket() });
          return socket() as unknown as WebSocket;
        },
        terminalSize: () => ({ cols: 80, rows: 24 }),
        wakeups: [],
      },
      {
        changed: () => undefined,
        output: (bytes, _, drawn) => {
          told.push(`output ${bytes.length}`);
          drawn();
        },
        reset: () => told.push("reset"),
        begins: () => told.push("begins"),
        skipped: (bytes) => told.push(`skipped ${bytes}`),
        earlierGone: () => told.push("earlierGone"),
        refusedMessage: (code) => told.push(code),
        inputLost: () => told.push("inputLost"),
      },
    );
  });
  afterEach(() => {
    session.dispose();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function live(): Promise<void> {
    await session.start();
    socket().accept();
    socket().say(HELLO);
    socket().say(READY);
    socket().say({ type: "stream", offset: 0, snapshot: 0, skipped: 0, head: 0 });
  }

  it("makes a session for a new visitor, and is known after a reload", async () => {
    expect(session.state.phase.name).toBe("starting");
    await live();

    expect(session.state.phase.name).toBe("live");
    expect(session.state.toolchain).toBe("Swift 6.0");
    expect(tab.getItem("swiftlet.session")).toBe(sockets[0]!.id);
  });

  it("comes back to the session of this tab without asking for another", async () => {
    server.sessions.add("earlier");
    tab.setItem("swiftlet.session", "earlier");
    await live();

    expect(sockets.map(({ id }) => id)).toEqual(["earlier"]);
    expect(server.calls).toEqual([]);
  });

  it("makes another, and says so, where the earlier one is gone", async () => {
    tab.setItem("swiftlet.session", "earlier");
    await session.start();
    socket().end();
    await settle();

    expect(told).toEqual(["earlierGone"]);
    expect(sockets.length).toBe(2);
    expect(sockets[1]!.id).not.toBe("earlier");
  });

  it("ends, and does not replace by itself, a session that vanished while it was used", async () => {
    await live();
    server.sessions.clear();
    socket().end();
    await vi.advanceTimersByTimeAsync(1000);
    socket().end();
    await settle();

    expect(session.state.phase).toEqual({ name: "ended", reason: "vanished" });
    expect(tab.getItem("swiftlet.session")).toBeNull();
  });

  it("tells why it ended, and starts a new one when asked", async () => {
    await live();
    socket().output("1> ");
    socket().say({ type: "closed", reason: "idle", sessionOver: true, message: "" });
    socket().end();
    expect(session.state.phase).toEqual({ name: "ended", reason: "idle" });

    session.restart();
    await settle();

    expect(sockets.length).toBe(2);
    expect(told).toContain("begins");
    expect(session.state.phase.name).toBe("connecting");
  });

  it("restarts the REPL in the same session while that lives", async () => {
    await live();
    socket().say({ type: "repl", state: "ended", exit: { code: 0, signal: null, outOfMemory: false } });
    session.restart();

    expect(socket().of("restart").length).toBe(1);
    expect(sockets.length).toBe(1);
  });

  it.each(["busy", "engine-away"])("asks again by itself while the server says %s", async (problem) => {
    server.problem = problem;
    await session.start();
    expect(session.state.phase).toMatchObject({ name: "refused", refusal: { problem } });

    server.problem = null;
    await vi.advanceTimersByTimeAsync(2_000);

    expect(sockets.length).toBe(1);
  });

  it("does not ask again after a refusal that will not pass", async () => {
    server.problem = "forbidden-origin";
    await session.start();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(server.calls.length).toBe(1);
    expect(session.state.phase).toMatchObject({ name: "refused", retryAt: null, refusal: { detail: "No." } });
  });

  it("submits an entry whole", async () => {
    await live();
    expect(session.submit("func f() {\n}")).toBeNull();

    expect(socket().of("submit")).toEqual([{ type: "submit", text: "func f() {\n}" }]);
  });

  it("says why it does not submit", async () => {
    expect(session.submit("1")).toBe("away");
    await live();
    expect(session.submit("")).toBe("empty");
    expect(session.submit("é".repeat(HELLO.limits.submitBytes / 2 + 1))).toBe("too-long");
    socket().say({ type: "repl", state: "ended", exit: null });
    expect(session.submit("1")).toBe("not-ready");
    socket().say({ ...HELLO, role: "viewer" });
    expect(session.submit("1")).toBe("viewer");
    socket().end();
    expect(session.submit("1")).toBe("away");
    expect(sockets[0]!.socket.of("submit")).toEqual([]);
  });

  it("sends no keys to a REPL that has ended", async () => {
    await live();
    session.input(Uint8Array.of(65));
    socket().say({ type: "repl", state: "ended", exit: null });
    session.input(Uint8Array.of(66));

    expect(socket().input).toEqual([65]);
  });

  it("ends the old session when a new one is asked for", async () => {
    await live();
    const [old] = server.sessions;
    await session.startNew();

    expect(server.calls).toContain(`DELETE /api/sessions/${old}`);
    expect(server.sessions.has(old!)).toBe(false);
    expect(server.sessions.size).toBe(1);
  });

  it("sends nothing that a viewer may not", async () => {
    await live();
    socket().say({ ...HELLO, role: "viewer" });
    session.interrupt();
    session.resized({ cols: 100, rows: 30 });

    expect(socket().messages.map((message) => message.type)).toEqual(["join", "ping"]);
  });
});
