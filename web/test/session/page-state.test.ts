import { describe, expect, it } from "vitest";
import type { SessionMessage } from "../../src/connection/connection";
import {
  INITIAL_STATE,
  type PageEvent,
  type PageState,
  controls,
  mayType,
  reduce,
} from "../../src/session/page-state";
import { connectionTexts, exitText, replText } from "../../src/session/texts";
import { HELLO } from "../connection/fake-socket";

const message = (one: SessionMessage, now = 0): PageEvent => ({ type: "message", message: one, now });
const after = (...events: PageEvent[]): PageState => events.reduce(reduce, INITIAL_STATE);
const live: PageEvent[] = [
  { type: "joining" },
  { type: "connection", state: { phase: "live" } },
  message(HELLO),
  message({ type: "control", client: 1, size: { cols: 80, rows: 24 } }),
  message({ type: "repl", state: "ready", exit: null }),
];

describe("the state of the page", () => {
  it("controls the terminal only while it is the controlling client, and connected", () => {
    expect(controls(after(...live))).toBe(true);
    expect(
      controls(after(...live, message({ type: "control", client: 2, size: { cols: 80, rows: 24 } }))),
    ).toBe(false);
    expect(
      controls(after(...live, message({ type: "control", client: null, size: { cols: 80, rows: 24 } }))),
    ).toBe(false);
    expect(controls(after(...live, { type: "connection", state: { phase: "waiting", retryAt: 0 } }))).toBe(
      false,
    );
    expect(controls(INITIAL_STATE)).toBe(false);
  });

  it("lets nobody type but who may, and to a REPL that is there", () => {
    expect(mayType(after(...live))).toBe(true);
    expect(mayType(after(...live, message({ ...HELLO, role: "viewer" })))).toBe(false);
    expect(mayType(after(...live, message({ type: "repl", state: "ended", exit: null })))).toBe(false);
    expect(mayType(after(...live, { type: "connection", state: { phase: "waiting", retryAt: 0 } }))).toBe(
      false,
    );
  });

  it("keeps the reason of an end when the connection goes as well", () => {
    const state = after(
      ...live,
      message({ type: "closed", reason: "idle", sessionOver: true, message: "" }),
      { type: "connection", state: { phase: "closed" } },
    );

    expect(state.phase).toEqual({ name: "ended", reason: "idle" });
  });

  it("takes a server that stops for an absence, not an end", () => {
    const state = after(
      ...live,
      message({ type: "closed", reason: "server-stopping", sessionOver: false, message: "" }),
      { type: "connection", state: { phase: "waiting", retryAt: 500 } },
    );

    expect(state.phase).toEqual({ name: "reconnecting", retryAt: 500 });
  });

  it("counts down to the reaping, and stops when it is withdrawn", () => {
    const warned = after(...live, message({ type: "idle", reapedInSeconds: 60 }, 1000));
    expect(warned.reapedAt).toBe(61_000);
    expect(reduce(warned, message({ type: "idle", reapedInSeconds: null })).reapedAt).toBeNull();
  });
});

describe("the texts", () => {
  const running = after(...live, message({ type: "repl", state: "running", exit: null }, 1000));

  it("do not flicker for a quick evaluation, and count a slow one", () => {
    expect([1100, 1500, 4200].map((now) => replText(running, now))).toEqual([
      "Ready",
      "Running",
      "Running 3 s",
    ]);
  });

  it("count from the beginning when the same state is told again", () => {
    const again = reduce(running, message({ type: "repl", state: "running", exit: null }, 9000));
    expect(replText(again, 11_000)).toBe("Running 10 s");
  });

  it("name the round trip, and the time to the next attempt", () => {
    expect(connectionTexts(after(...live, { type: "roundTrip", ms: 12.4 }), 0)).toEqual({
      name: "Connected",
      detail: "12 ms",
    });
    const away = after(...live, { type: "connection", state: { phase: "waiting", retryAt: 2500 } });
    expect(connectionTexts(away, 0)).toEqual({ name: "Reconnecting", detail: "in 3 s" });
  });

  it("tell memory from an exit code that hides it", () => {
    expect(exitText({ code: 0, signal: null, outOfMemory: true })).toContain("memory");
    expect(exitText({ code: null, signal: 9, outOfMemory: false })).toContain("Signal 9");
    expect(exitText({ code: 3, signal: null, outOfMemory: false })).toContain("code 3");
  });
});
