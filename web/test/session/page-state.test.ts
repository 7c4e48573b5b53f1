import { describe, expect, it } from "vitest";
import type { SessionMessage } from "../../src/connection/connection-events";
import { noticeFor } from "../../src/session/notices";
import { INITIAL_STATE, type PageState, controls, mayType } from "../../src/session/page-state";
import { type PageEvent, reduce } from "../../src/session/reduce";
import { isWorthShowing } from "../../src/session/replay-state";
import {
  connectionTexts,
  exitText,
  queueText,
  reapingText,
  replText,
  replayText,
  sentence,
  spokenReaping,
  typedInShort,
} from "../../src/session/texts";
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
      message({ type: "closed", reason: "idle", sessionOver: true, saved: true, message: "" }),
      { type: "connection", state: { phase: "closed" } },
    );

    expect(state.phase).toEqual({ name: "ended", reason: "idle", saved: true });
  });

  it("takes a server that stops for an absence, not an end", () => {
    const state = after(
      ...live,
      message({ type: "closed", reason: "server-stopping", sessionOver: false, saved: false, message: "" }),
      { type: "connection", state: { phase: "waiting", retryAt: 500 } },
    );

    expect(state.phase).toEqual({ name: "reconnecting", retryAt: 500, serverRestarts: true });
    expect(noticeFor(state)).toMatchObject({ title: "The server is restarting", actions: [] });

    const trying = reduce(state, { type: "connection", state: { phase: "connecting" } });
    expect(noticeFor(trying)).not.toBeNull();
    const back = reduce(trying, { type: "connection", state: { phase: "live" } });
    expect(noticeFor(back)).toBeNull();
    const lostLater = reduce(back, { type: "connection", state: { phase: "waiting", retryAt: 0 } });
    expect(noticeFor(lostLater)).toBeNull();
  });

  it("counts down to the reaping, and stops when it is withdrawn", () => {
    const warned = after(...live, message({ type: "idle", reapedInSeconds: 60, keepable: true }, 1000));
    expect(warned.reapedAt).toBe(61_000);
    expect(
      reduce(warned, message({ type: "idle", reapedInSeconds: null, keepable: true })).reapedAt,
    ).toBeNull();
  });
});

describe("the line", () => {
  const queued = after(...live, message({ type: "queued", place: 3, estimateSeconds: 40 }, 1000));

  it("is known by its place and when it is over, until there is a place", () => {
    expect(queued.queue).toEqual({ place: 3, until: 41_000 });
    expect(replText(queued, 1000)).toBe("Waiting");
    expect(reduce(queued, message({ type: "queued", place: null, estimateSeconds: null })).queue).toBeNull();
    expect(reduce(queued, message({ type: "queued", place: 1, estimateSeconds: null })).queue).toEqual({
      place: 1,
      until: null,
    });
  });

  it("is told anew by a server that one came back to", () => {
    expect(reduce(queued, message(HELLO)).queue).toBeNull();
  });

  it("reads as a place and an estimate that counts down", () => {
    const text = (place: number, now: number) => queueText({ place, until: 41_000 }, now);
    expect(text(3, 1000).title).toBe("You are 3rd in line");
    expect(text(1, 1000).title).toBe("You are next in line");
    expect(text(22, 1000).title).toBe("You are 22nd in line");
    expect(text(111, 1000).title).toBe("You are 111th in line");
    expect(text(3, 1000).detail).toMatch(/^About 40 s\./);
    expect(text(3, 29_000).detail).toMatch(/^About 12 s\./);
    expect(text(3, 90_000).detail).toMatch(/^Any moment now\./);
    expect(queueText({ place: 9, until: 181_000 }, 1000).detail).toMatch(/^About 3 minutes\./);
    expect(queueText({ place: 9, until: null }, 0).detail).toMatch(
      /^How long that takes is not known yet\. All/,
    );
  });
});

describe("what is entered again", () => {
  const replay = (done: number, running = true) =>
    message({ type: "replay", done, total: 12, running, message: null });
  const differs = (entry: number) =>
    message({ type: "differs", entry, text: `f(${entry})`, before: "1", now: "2" });

  it("is followed, with what came out otherwise", () => {
    const state = after(...live, replay(0), replay(3), differs(3), differs(3), differs(5), replay(12, false));

    expect(state.replay).toMatchObject({ done: 12, running: false, differing: 2 });
    expect(state.replay?.differences.map(({ entry }) => entry)).toEqual([3, 5]);
    expect(replayText(state.replay!)).toBe("Done; 2 printed something else");
  });

  const shown = (...events: PageEvent[]) => {
    const { replay: state } = after(...live, ...events);
    return state !== null && isWorthShowing(state);
  };
  const dismissed: PageEvent = { type: "replayDismissed" };

  it("is shown until it is dismissed, though the server tells of it after each reconnect", () => {
    expect(shown(replay(0), replay(12, false))).toBe(true);
    expect(shown(replay(0), differs(3), replay(12, false), dismissed, replay(12, false), differs(3))).toBe(
      false,
    );
    expect(shown(replay(0), replay(12, false), dismissed, replay(0))).toBe(true);
  });

  it("is not shown after a reload, unless something came out otherwise or was left out", () => {
    expect(shown(replay(12, false))).toBe(false);
    expect(shown(replay(12, false), differs(3))).toBe(true);
    expect(shown(replay(5, false))).toBe(true);
  });

  it("begins anew with the next REPL", () => {
    const state = after(...live, replay(0), differs(1), replay(12, false), replay(0));
    expect(state.replay).toMatchObject({ done: 0, differing: 0, differences: [] });
  });

  it("is bounded, and counts what it does not list", () => {
    const many = Array.from({ length: 150 }, (_, entry) => differs(entry));
    const { replay: state } = after(...live, replay(0), ...many);
    expect([state?.differences.length, state?.differing]).toEqual([100, 150]);
  });

  it("is nothing where there was nothing", () => {
    const none = message({ type: "replay", done: 0, total: 0, running: false, message: null });
    expect(after(...live, none, differs(1)).replay).toBeNull();
  });

  it("reads as it goes", () => {
    const text = (done: number, running: boolean, why: string | null = null) => {
      const moved = message({ type: "replay", done, total: 12, running, message: why });
      return replayText(after(...live, moved).replay!);
    };
    expect(text(5, false, "An entry ran for too long.")).toBe(
      "Stopped: 5 of 12 lines entered again. An entry ran for too long. The rest is kept for the next restart.",
    );
    expect(text(5, true)).toBe("Entering your 12 lines again: 5 of 12");
    expect(text(12, false)).toBe("All 12 lines were entered again");
    expect(text(5, false)).toBe(
      "Stopped: 5 of 12 lines entered again. The rest is kept for the next restart.",
    );
    expect(sentence(text(5, false))).not.toContain("..");
  });
});

describe("the notice", () => {
  const ended = message({ type: "repl", state: "ended", exit: null });

  it("shows what is not entered again, and the page keeps it while the rest is", () => {
    const exit = { code: 0, signal: null, outOfMemory: true, noPrompt: false, leftOut: "grow()" };
    const died = after(...live, message({ type: "repl", state: "ended", exit }));
    expect(noticeFor(died)?.leftOut).toBe("grow()");
    expect(noticeFor(after(...live, ended))?.leftOut).toBeNull();

    const next = reduce(died, message({ type: "repl", state: "starting", exit: null }));
    expect(next.leftOut).toBe("grow()");
    expect(reduce(next, { type: "replayDismissed" }).leftOut).toBeNull();
  });
  const actions = (...events: PageEvent[]) => noticeFor(after(...events))?.actions;
  const created = (fresh: boolean): PageEvent => ({ type: "created", toolchain: "Swift 6.0", fresh });
  const accepted = message({ type: "accepted", line: 1, text: "1" });

  it("offers to enter again what a REPL took, or may have taken", () => {
    expect(actions(created(true), ...live, ended)).toEqual(["restart"]);
    expect(actions(created(true), ...live, accepted, ended)).toEqual(["restart-replay", "restart"]);
    expect(actions(created(false), ...live, ended)).toEqual(["restart-replay", "restart"]);
    expect(actions(...live, ended), "after a reload").toEqual(["restart-replay", "restart"]);
    const lost: PageEvent = { type: "connection", state: { phase: "waiting", retryAt: 0 } };
    expect(actions(created(true), ...live, lost, ...live, ended)).toEqual(["restart-replay", "restart"]);
  });

  it("forgets what the REPL before the last took", () => {
    const again = message({ type: "repl", state: "starting", exit: null });
    expect(actions(...live, accepted, ended, again, ended)).toEqual(["restart"]);
  });

  it("offers a viewer nothing in a session that lives", () => {
    expect(noticeFor(after(...live, message({ ...HELLO, role: "viewer" }), ended))).toBeNull();
  });

  it.each([
    "idle",
    "yielded",
    "max-age",
    "ended",
    "start-failed",
    "sandbox-lost",
    "sandbox-broken",
    "engine-away",
    "vanished",
  ] as const)("says that it was %s, and starts again what was saved", (reason) => {
    const gone = (saved: boolean) => after(...live, { type: "gone", reason, saved });
    expect(noticeFor(gone(true))?.actions).toEqual(["start-again", "start-new", "transcript"]);
    expect(noticeFor(gone(false))?.actions).toEqual(["start-new"]);
    expect(noticeFor(gone(true))?.detail).not.toBe("The server closed it.");
  });

  it("calls a session of an earlier visit that", () => {
    const gone: PageEvent = { type: "gone", reason: "idle", saved: true };
    expect(noticeFor(after({ type: "joining" }, gone))?.title).toBe("Your earlier REPL is closed");
    expect(noticeFor(after(...live, { type: "output" }, gone))?.title).toBe("This REPL is closed");
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

  const warned = (keepable: boolean) =>
    after(...live, message({ type: "idle", reapedInSeconds: 60, keepable }, 1000));

  it("tell what can be kept from what is too old", () => {
    expect(reapingText(warned(true), 2000)).toBe("Unused, so it closes in 59 s");
    expect(reapingText(warned(false), 2000)).toBe("Reached its longest time, so it closes in 59 s");
    expect(reapingText(after(...live), 2000)).toBeNull();
  });

  it("is told once to those who hear it, and withdrawn", () => {
    const calm = after(...live);
    const later = reduce(warned(true), message({ type: "idle", reapedInSeconds: 30, keepable: true }, 1000));

    expect(spokenReaping(calm, warned(true), 1000)).toContain("closes in 60 s. Choose Keep me");
    expect(spokenReaping(warned(true), later, 1000)).toBeNull();
    expect(spokenReaping(warned(true), warned(false), 1000)).toContain("closes in 60 s; you can start");
    expect(spokenReaping(later, calm, 1000)).toBe("The REPL stays open.");
    expect(spokenReaping(calm, calm, 1000)).toBeNull();
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

  it("name what was typed in short", () => {
    expect(typedInShort("let a = 1\rlet b = 2\r")).toBe("let a = 1 ⏎ let b = 2");
    expect(typedInShort("x".repeat(500)).length).toBeLessThan(100);
  });

  it("tell memory from an exit code that hides it", () => {
    expect(exitText({ code: 0, signal: null, outOfMemory: true, noPrompt: false, leftOut: null })).toContain(
      "memory",
    );
    expect(exitText({ code: null, signal: 9, outOfMemory: false, noPrompt: false, leftOut: null })).toContain(
      "Signal 9",
    );
    expect(
      exitText({ code: null, signal: null, outOfMemory: false, noPrompt: true, leftOut: null }),
    ).toContain("did not start");
    expect(exitText({ code: 3, signal: null, outOfMemory: false, noPrompt: false, leftOut: null })).toContain(
      "code 3",
    );
  });
});
