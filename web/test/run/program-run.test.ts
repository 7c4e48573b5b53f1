import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { onlyMain } from "../../src/editor/file-set";
import type { RunsApi } from "../../src/run/api";
import type { RunEvent } from "../../src/run/events";
import { ProgramRun } from "../../src/run/program-run";
import { FakeSocket, HELLO } from "../connection/fake-socket";

const EXIT = {
  type: "exit",
  outcome: "success",
  phase: "run",
  exitCode: 0,
  phases: [],
  dropped: { stdoutBytes: 0, stderrBytes: 0, diagnostics: 0, values: 0 },
  cached: false,
  reproduce: "",
};
const ERROR = { type: "diagnostic", severity: "error", message: "no", notes: [], fixIts: [] };
const files = onlyMain("print(1)");

describe("ProgramRun", () => {
  let sockets: { path: string; socket: FakeSocket }[];
  let log: string[];
  let heard: RunEvent[];
  let found: { id: string; over: boolean; mode: null } | null;
  let refused: boolean;
  let ids: number;
  let run: ProgramRun;
  const socket = () => sockets.at(-1)!.socket;
  const event = (json: object) => socket().onmessage?.({ data: JSON.stringify(json) });
  const sent = () => socket().messages.map((message) => message.type as string);

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 });
    [sockets, log, heard, found, refused, ids] = [[], [], [], null, false, 0];
    const refusal = { problem: "busy", detail: null, field: null };
    const api: Pick<RunsApi, "start" | "find" | "exists" | "format"> = {
      start: (session, _, mode, size) => {
        log.push(`start ${session} ${mode} ${size.cols}`);
        return Promise.resolve(refused ? { kind: "refused", refusal } : { kind: "started", id: `r${++ids}` });
      },
      find: () => Promise.resolve(found),
      exists: () => Promise.resolve(false),
      format: () => Promise.resolve({ kind: "refused", refusal }),
    };
    run = new ProgramRun(
      {
        api: api as RunsApi,
        openSocket: (session, id) => {
          sockets.push({ path: `${session}/${id}`, socket: new FakeSocket() });
          return socket() as unknown as WebSocket;
        },
        terminalSize: () => ({ cols: 80, rows: 24 }),
        wakeups: [],
      },
      {
        changed: () => undefined,
        begins: (id, given) => log.push(`begins ${id} ${given === null ? "unknown" : "known"}`),
        anew: () => log.push("anew"),
        heard: (one) => heard.push(one),
        output: (bytes) => log.push(new TextDecoder().decode(bytes)),
        reset: () => log.push("reset"),
        refusedMessage: (code) => log.push(code),
      },
    );
  });
  afterEach(() => {
    run.dispose();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function start(mode: "run" | "check" | "results" = "run"): Promise<void> {
    await run.start("s", files, mode);
    socket().accept();
    socket().say(HELLO);
    socket().say({ type: "stream", offset: 0, snapshot: 0, skipped: 0, head: 0 });
  }

  it("is asked for, joined, heard, and over", async () => {
    await start("results");
    expect(sockets.map(({ path }) => path)).toEqual(["s/r1"]);
    expect(log).toEqual(["start s results 80", "begins r1 known"]);
    expect(sent()[0]).toBe("join");
    event({ type: "phase", phase: "compile" });
    event(ERROR);
    event({ type: "phase", phase: "run" });
    socket().output("1\r\n");
    event(EXIT);
    expect(heard.map(({ type }) => type)).toEqual(["phase", "diagnostic", "phase", "exit"]);
    expect(log.at(-1)).toBe("1\r\n");
    expect(run.state.stage.name).toBe("over");
    expect(run.state.diagnostics.length).toBe(1);
  });

  it("says why not", async () => {
    refused = true;
    await run.start("s", files, "run");
    expect(run.state.stage).toMatchObject({ name: "refused", refusal: { problem: "busy" } });
    expect(sockets).toEqual([]);
  });

  it("gives what is typed only to what runs", async () => {
    await start();
    run.endOfInput();
    event({ type: "phase", phase: "run" });
    run.input(Uint8Array.of(97));
    run.endOfInput();
    run.interrupt();
    run.stop();
    expect(run.state.stopping).toBe(true);
    expect(sent().slice(2)).toEqual(["end-of-input", "interrupt", "stop"]);
    event({ ...EXIT, outcome: "killed" });
    run.input(Uint8Array.of(98));
    run.stop();
    expect(socket().input).toEqual([97]);
    expect(sent().slice(5)).toEqual([]);
  });

  it("is told all of it again after a lost connection", async () => {
    await start();
    event(ERROR);
    socket().end();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sockets.length).toBe(2);
    socket().accept();
    socket().say(HELLO);
    expect(log.at(-1)).toBe("anew");
    expect(run.state.diagnostics).toEqual([]);
    event(ERROR);
    event(EXIT);
    expect(run.state.diagnostics.length).toBe(1);
    socket().end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets.length).toBe(2);
    expect(run.state.stage.name).toBe("over");
  });

  it("leaves a run for the next, and forgets a late answer", async () => {
    await start();
    const first = socket();
    const late = run.start("s", files, "run");
    await run.start("s", files, "check");
    await late;
    expect(sockets.map(({ path }) => path)).toEqual(["s/r1", "s/r3"]);
    first.output("old");
    expect(log).not.toContain("old");
  });

  it("follows what the session runs, once", async () => {
    await run.follow("s");
    expect(run.state.stage.name).toBe("none");
    found = { id: "r7", over: false, mode: null };
    await run.follow("s");
    await run.follow("s", "r7");
    await run.follow("s");
    expect(sockets.map(({ path }) => path)).toEqual(["s/r7"]);
    expect(log).toEqual(["begins r7 unknown"]);
  });

  it("is lost with its session, or when the server says so", async () => {
    await start();
    socket().say({ type: "closed", reason: "idle", sessionOver: true, saved: false, message: "" });
    expect(run.state.stage.name).toBe("lost");
    run.forget();
    expect(run.state.stage.name).toBe("none");
  });
});
