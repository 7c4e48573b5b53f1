import type { ConnectionState, SessionMessage } from "../connection/connection-events";
import type { Closed, Hello, Queued, Repl } from "../protocol/messages.gen";
import type { Refusal } from "./api";
import { type EndReason, INITIAL_STATE, type PageState } from "./page-state";
import { replayDiffers, replayMoved } from "./replay-state";

/** What changes the state of the page. Times in milliseconds since 1970. */
export type PageEvent =
  | { readonly type: "requested" }
  /** @param fresh nothing was entered in it yet, and nothing will be but by people */
  | { readonly type: "created"; readonly toolchain: string; readonly fresh: boolean }
  | { readonly type: "refused"; readonly refusal: Refusal; readonly retryAt: number | null }
  | { readonly type: "joining" }
  | { readonly type: "connection"; readonly state: ConnectionState }
  | { readonly type: "message"; readonly message: SessionMessage; readonly now: number }
  | { readonly type: "roundTrip"; readonly ms: number }
  | { readonly type: "output" }
  /** The session is over, as the server says or no longer says. */
  | { readonly type: "gone"; readonly reason: EndReason; readonly saved: boolean }
  | { readonly type: "replayDismissed" };

/** The next state. */
export function reduce(state: PageState, event: PageEvent): PageState {
  switch (event.type) {
    case "requested":
      return { ...INITIAL_STATE, toolchain: state.toolchain, hasOutput: state.hasOutput };
    case "created":
      return { ...state, toolchain: event.toolchain, accepted: event.fresh ? "nothing" : "unknown" };
    case "refused":
      return { ...state, phase: { name: "refused", refusal: event.refusal, retryAt: event.retryAt } };
    case "joining":
      return { ...state, phase: { name: "connecting" } };
    case "connection":
      return { ...state, ...connectionChange(state, event.state) };
    case "message":
      return { ...state, ...messageChange(state, event.message, event.now) };
    case "roundTrip":
      return { ...state, roundTripMs: event.ms };
    case "output":
      return state.hasOutput ? state : { ...state, hasOutput: true };
    case "gone":
      return { ...state, ...over(event.reason, event.saved) };
    case "replayDismissed":
      return {
        ...state,
        leftOut: null,
        replay: state.replay === null ? null : { ...state.replay, dismissed: true },
      };
  }
}

function connectionChange(state: PageState, connection: ConnectionState): Partial<PageState> {
  const { phase, serverStops } = state;
  if (phase.name === "ended") return AWAY;
  switch (connection.phase) {
    case "live":
      return { phase: { name: "live" }, serverStops: false };
    case "waiting":
      return {
        phase: { name: "reconnecting", retryAt: connection.retryAt, serverRestarts: serverStops },
        accepted: state.accepted === "nothing" ? "unknown" : state.accepted,
        ...AWAY,
      };
    case "connecting":
      return phase.name === "reconnecting" ? { phase: { ...phase, retryAt: null } } : {};
    case "closed":
      return AWAY;
  }
}

/** What nobody knows while the server is away. */
const AWAY = { roundTripMs: null, controller: null, reapedAt: null } as const;

function messageChange(state: PageState, message: SessionMessage, now: number): Partial<PageState> {
  switch (message.type) {
    case "hello":
      return hello(message);
    case "control":
      return { controller: message.client, size: message.size };
    case "clients":
      return { clients: message.count };
    case "queued":
      return { queue: queuePlace(message, now) };
    case "repl":
      return replChange(state, message, now);
    case "accepted":
      return { accepted: "something" };
    case "replay":
      return { replay: replayMoved(state.replay, message) };
    case "differs":
      return { replay: replayDiffers(state.replay, message) };
    case "idle":
      return {
        reapedAt: message.reapedInSeconds === null ? null : now + message.reapedInSeconds * 1000,
        keepable: message.keepable,
      };
    case "closed":
      return closed(message);
    case "run": // its own view follows it
    case "error":
      return {};
  }
}

function hello({ client, role, toolchain, limits }: Hello): Partial<PageState> {
  return { client, role, toolchain: toolchain.label, toolchainId: toolchain.id, limits, queue: null };
}

function queuePlace({ place, estimateSeconds }: Queued, now: number): PageState["queue"] {
  if (place === null) return null;
  return { place, until: estimateSeconds === null ? null : now + estimateSeconds * 1000 };
}

function replChange({ repl, accepted }: PageState, message: Repl, now: number): Partial<PageState> {
  const since = message.state === repl.state ? repl.since : now;
  const another = repl.state === "ended" && message.state !== "ended";
  return {
    repl: { state: message.state, exit: message.exit, since },
    accepted: another ? "nothing" : accepted,
    ...(another ? { leftOut: repl.exit?.leftOut ?? null } : {}),
  };
}

function closed({ reason, sessionOver, saved }: Closed): Partial<PageState> {
  if (sessionOver || reason === "crowded") return over(reason, saved);
  return reason === "server-stopping" ? { serverStops: true } : {};
}

function over(reason: EndReason, saved: boolean): Partial<PageState> {
  return { phase: { name: "ended", reason, saved }, reapedAt: null, queue: null };
}
