import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ServerMessageUnion } from "../../src/protocol/messages.gen";
import { SessionsApi } from "../../src/session/api";
import { SavedApi } from "../../src/session/saved-api";
import { Session } from "../../src/session/session";
import { StoredSession } from "../../src/session/stored-session";
import { FakeSocket, HELLO } from "../connection/fake-socket";
import { FakeStorage } from "../fake-storage";

const READY: ServerMessageUnion = { type: "repl", state: "ready", exit: null };

/** The server's HTTP side: sessions by id, live and saved, or a problem instead. */
interface Wanted {
  from?: string;
  toolchain?: string;
}

class FakeServer {
  readonly sessions = new Set<string>();
  readonly saved = new Map<string, string>();
  readonly bodies: unknown[] = [];
  retryAfter: number | null = null;
  readonly calls: string[] = [];
  problem: string | null = null;

  fetch = (input: unknown, init?: RequestInit): Promise<Response> => {
    const method = init?.method ?? "GET";
    this.calls.push(`${method} ${String(input)}`);
    return Promise.resolve(this.#answer(method, String(input), init?.body));
  };

  #answer(method: string, path: string, body: unknown): Response {
    const id = path.split("/").at(-1) ?? "";
    if (this.problem !== null) {
      const type = `urn:swiftlet:problem:${this.problem}`;
      const headers: HeadersInit = this.retryAfter === null ? {} : { "Retry-After": String(this.retryAfter) };
      return Response.json({ type, title: "", status: 503, detail: "No." }, { status: 503, headers });
    }
    if (path.startsWith("/api/saved/")) return this.#saved(id);
    if (method === "POST") return this.#create(JSON.parse(String(body)) as Wanted);
    if (!this.sessions.has(id))
      return Response.json({ type: "urn:swiftlet:problem:not-found" }, { status: 404 });
    if (method === "DELETE") this.sessions.delete(id);
    return method === "DELETE" ? new Response(null, { status: 204 }) : Response.json({ id });
  }

  #saved(id: string): Response {
    const reason = this.saved.get(id);
    if (reason === undefined)
      return Response.json({ type: "urn:swiftlet:problem:not-found" }, { status: 404 });
    return Response.json({ id, reason });
  }

  #create(wanted: Wanted): Response {
    this.bodies.push(wanted);
    if (wanted.from !== undefined && !this.saved.has(wanted.from))
      return Response.json({ type: "urn:swiftlet:problem:not-found" }, { status: 404 });
    if (wanted.toolchain === "gone")
      return Response.json({ type: "urn:swiftlet:problem:unknown-toolchain" }, { status: 400 });
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
  let wanted: string | null;
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
    wanted = null;
    session = new Session(
      {
        api: new SessionsApi(server.fetch),
        saved: new SavedApi(server.fetch),
        sender: "me",
        stored: new StoredSession(tab, new FakeStorage()),
        openSocket: (id) => {
          sockets.push({ id, socket: new FakeSocket() });
          return socket() as unknown as WebSocket;
        },
        terminalSize: () => ({ cols: 80, rows: 24 }),
        toolchain: () => wanted,
        wakeups: [],
      },
      {
        changed: () => undefined,
        output: (bytes, _, drawn) => {
          told.push(`output ${bytes.length}`);
          drawn();
        },
        reset: () => told.push("reset"),
        runs: (_, run) => told.push(`run ${run}`),
        begins: () => told.push("begins"),
        skipped: (bytes) => told.push(`skipped ${bytes}`),
        earlierGone: () => told.push("earlierGone"),
        refusedMessage: (code) => told.push(code),
        joins: (id, fresh) => told.push(`joins ${fresh ? "fresh " : ""}${id}`),
        savedGone: () => told.push("savedGone"),
        submitHeld: () => told.push("submitHeld"),
        inputLost: (away) => told.push(`inputLost ${away ? "away" : "full"}`),
        inputDoubtful: (text) => told.push(`doubtful ${text}`),
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

    expect(told).toContain("earlierGone");
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

    expect(session.state.phase).toEqual({ name: "ended", reason: "vanished", saved: false });
    expect(tab.getItem("swiftlet.session")).toBeNull();
  });

  it("tells why it ended, and starts a new one when asked", async () => {
    await live();
    const ended = sockets[0]!.id;
    socket().output("1> ");
    socket().say({ type: "closed", reason: "idle", sessionOver: true, saved: false, message: "" });
    socket().end();
    expect(session.state.phase).toEqual({ name: "ended", reason: "idle", saved: false });
    expect(tab.getItem("swiftlet.session")).toBeNull();

    await session.startNew();

    expect(sockets.length).toBe(2);
    expect(told).toContain("begins");
    expect(server.bodies).toEqual([{}, {}]);
    expect(server.calls).not.toContain(`DELETE /api/sessions/${ended}`);
    expect(session.state.phase.name).toBe("connecting");
  });

  it("asks for the toolchain that was chosen, and for the usual one where that is gone", async () => {
    wanted = "swift-6.2";
    await session.start();
    expect(server.bodies).toEqual([{ toolchain: "swift-6.2" }]);

    wanted = "gone";
    await session.startNew();
    expect(server.bodies.slice(1)).toEqual([{ toolchain: "gone" }, {}]);
    expect(session.state.phase.name).toBe("connecting");
  });

  describe("that was saved", () => {
    let saved: string;
    beforeEach(async () => {
      await live();
      saved = sockets[0]!.id;
      server.sessions.clear();
      server.saved.set(saved, "idle");
      socket().say({ type: "closed", reason: "idle", sessionOver: true, saved: true, message: "" });
      socket().end();
    });

    it("is found again after a reload, until another begins", async () => {
      expect(session.state.phase).toEqual({ name: "ended", reason: "idle", saved: true });
      expect(tab.getItem("swiftlet.session")).toBe(saved);

      await session.startNew();

      expect(tab.getItem("swiftlet.session")).toBe(sockets[1]!.id);
    });

    it("starts again where it was", async () => {
      await session.startAgain();

      expect(server.bodies.at(-1)).toEqual({ from: saved });
      expect(sockets.at(-1)!.id).not.toBe(saved);
      expect(session.state.phase.name).toBe("connecting");
      expect(session.state.accepted).toBe("unknown");
    });

    it("waits for a place with what it wanted", async () => {
      server.problem = "too-many-sessions";
      server.retryAfter = 7;
      await session.startAgain();
      expect(session.state.phase).toMatchObject({
        name: "refused",
        refusal: { problem: "too-many-sessions", retryAfterSeconds: 7 },
        retryAt: Date.now() + 7000,
      });

      server.problem = null;
      session.tryAgain();
      await settle();

      expect(server.bodies.at(-1)).toEqual({ from: saved });
      await vi.advanceTimersByTimeAsync(60_000);
      expect(server.bodies.length).toBe(2);
    });

    it("can only be started anew once it is kept no longer", async () => {
      server.saved.clear();
      await session.startAgain();

      expect(session.state.phase).toEqual({ name: "ended", reason: "vanished", saved: false });
      expect(told).toContain("savedGone");
      expect(tab.getItem("swiftlet.session")).toBeNull();
    });
  });

  it("shows what ended the session of an earlier visit, and makes none by itself", async () => {
    tab.setItem("swiftlet.session", "earlier");
    server.saved.set("earlier", "max-age");
    await session.start();
    socket().end();
    await settle();

    expect(session.state.phase).toEqual({ name: "ended", reason: "max-age", saved: true });
    expect(server.bodies).toEqual([]);
    expect(tab.getItem("swiftlet.session")).toBe("earlier");

    await session.startAgain();
    expect(server.bodies).toEqual([{ from: "earlier" }]);
  });

  it("does not mistake a reason that it does not know", async () => {
    tab.setItem("swiftlet.session", "earlier");
    server.saved.set("earlier", "constructor");
    await session.start();
    socket().end();
    await settle();

    expect(session.state.phase).toEqual({ name: "ended", reason: "vanished", saved: true });
  });

  it.each([true, false])(
    "restarts the REPL in the same session while that lives (again: %s)",
    async (replay) => {
      await live();
      socket().say({
        type: "repl",
        state: "ended",
        exit: { code: 0, signal: null, outOfMemory: false, noPrompt: false, leftOut: null },
      });
      session.restart(replay);

      expect(socket().of("restart")).toEqual([{ type: "restart", replay }]);
      expect(sockets.length).toBe(1);
    },
  );

  it("comes back where too many were connected, and goes on counting its input", async () => {
    await live();
    session.input(Uint8Array.of(65));
    socket().say({ type: "closed", reason: "crowded", sessionOver: false, saved: false, message: "" });
    socket().end();
    session.tryAgain();
    socket().accept();
    socket().say({ ...HELLO, taken: 1 });
    socket().say(READY);
    session.input(Uint8Array.of(66));

    expect(sockets[1]!.id).toBe(sockets[0]!.id);
    expect(socket().sequences).toEqual([2]);
  });

  it.each(["busy", "too-many-sessions", "engine-away", "storage-away"])(
    "asks again by itself while the server says %s",
    async (problem) => {
      server.problem = problem;
      await session.start();
      expect(session.state.phase).toMatchObject({ name: "refused", refusal: { problem } });

      server.problem = null;
      await vi.advanceTimersByTimeAsync(2_000);

      expect(sockets.length).toBe(1);
    },
  );

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

    expect(socket().of("submit")).toEqual([{ type: "submit", sequence: 1, text: "func f() {\n}" }]);
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
    expect(sockets[0]!.socket.of("submit")).toEqual([]);
  });

  it("holds an entry for a short absence, in order with the keys, and says so", async () => {
    await live();
    socket().end();
    session.input(Uint8Array.of(65));
    expect(session.submit("let x = 1")).toBeNull();
    expect(told).toContain("submitHeld");
    expect(session.submit("x".repeat(HELLO.limits.submitBytes))).toBe("away");

    await vi.advanceTimersByTimeAsync(1000);
    socket().accept();
    socket().say({ ...HELLO, taken: 0 });

    expect(socket().sequences).toEqual([1]);
    expect(socket().of("submit")).toEqual([{ type: "submit", sequence: 2, text: "let x = 1" }]);
  });

  it("says when what is typed is lost", async () => {
    await live();
    session.input(new Uint8Array(300 * 1024));
    expect(told).toContain("inputLost full");
    socket().end();
    session.input(new Uint8Array(100 * 1024));
    expect(told).toContain("inputLost away");
  });

  it("says what may be lost when the server started anew", async () => {
    await live();
    session.input(Uint8Array.of(65));
    socket().end();
    await vi.advanceTimersByTimeAsync(1000);
    socket().accept();
    socket().say(HELLO);

    expect(told).toContain("doubtful A");
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
