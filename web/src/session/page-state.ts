import type { ConnectionState, SessionMessage } from "../connection/connection";
import type {
  CloseReason,
  Hello,
  Limits,
  ReplExit,
  ReplState,
  Role,
  TerminalSize,
} from "../protocol/messages.gen";
import type { Refusal } from "./api";

/** Why a session is over; `vanished`: the server no longer knows it. */
export type EndReason = CloseReason | "vanished";

/** Where the page stands with its session. Times in milliseconds since 1970. */
export type Phase =
  | { readonly name: "starting" | "connecting" | "live" }
  | { readonly name: "reconnecting"; readonly retryAt: number | null }
  | { readonly name: "refused"; readonly refusal: Refusal; readonly retryAt: number | null }
  | { readonly name: "ended"; readonly reason: EndReason };

/** All that the page shows about its session. */
export interface PageState {
  readonly phase: Phase;
  /** E.g. `Swift 6.0`; null until known. */
  readonly toolchain: string | null;
  readonly role: Role | null;
  readonly limits: Limits | null;
  /** This client's number. */
  readonly client: number | null;
  /** The controlling client's number. */
  readonly controller: number | null;
  /** The TTY's size; null until known. */
  readonly size: TerminalSize | null;
  readonly clients: number;
  readonly repl: { readonly state: ReplState; readonly exit: ReplExit | null; readonly since: number };
  readonly roundTripMs: number | null;
  /** When the session will be reaped, if nobody does anything. */
  readonly reapedAt: number | null;
  /** Whether the terminal shows anything. */
  readonly hasOutput: boolean;
}

/** What changes it. */
export type PageEvent =
  | { readonly type: "requested" }
  | { readonly type: "created"; readonly toolchain: string }
  | { readonly type: "refused"; readonly refusal: Refusal; readonly retryAt: number | null }
  | { readonly type: "joining" }
  | { readonly type: "connection"; readonly state: ConnectionState }
  | { readonly type: "message"; readonly message: SessionMessage; readonly now: number }
  | { readonly type: "roundTrip"; readonly ms: number }
  | { readonly type: "output" }
  | { readonly type: "gone" };

export const INITIAL_STATE: PageState = {
  phase: { name: "starting" },
  toolchain: null,
  role: null,
  limits: null,
  client: null,
  controller: null,
  size: null,
  clients: 0,
  repl: { state: "starting", exit: null, since: 0 },
  roundTripMs: null,
  reapedAt: null,
  hasOutput: false,
};

/** The next state. */
export function reduce(state: PageState, event: PageEvent): PageState {
  switch (event.type) {
    case "requested":
      return { ...INITIAL_STATE, toolchain: state.toolchain, hasOutput: state.hasOutput };
    case "created":
      return { ...state, toolchain: event.toolchain };
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
      return { ...state, phase: { name: "ended", reason: "vanished" }, reapedAt: null };
  }
}

function connectionChange({ phase }: PageState, connection: ConnectionState): Partial<PageState> {
  if (phase.name === "ended") return AWAY;
  switch (connection.phase) {
    case "live":
      return { phase: { name: "live" } };
    case "waiting":
      return { phase: { name: "reconnecting", retryAt: connection.retryAt }, ...AWAY };
    case "connecting":
      return phase.name === "reconnecting" ? { phase: { name: "reconnecting", retryAt: null } } : {};
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
    case "repl": {
      const since = message.state === state.repl.state ? state.repl.since : now;
      return { repl: { state: message.state, exit: message.exit, since } };
    }
    case "idle":
      return { reapedAt: message.reapedInSeconds === null ? null : now + message.reapedInSeconds * 1000 };
    case "closed":
      return message.sessionOver || message.reason === "crowded"
        ? { phase: { name: "ended", reason: message.reason }, reapedAt: null }
        : {};
    case "accepted":
    case "error":
      return {};
  }
}

function hello({ client, role, toolchain, limits }: Hello): Partial<PageState> {
  return { client, role, toolchain: toolchain.label, limits };
}

/** Whether this client may type, and there is something to type to. */
export function mayType({ phase, role, repl }: PageState): boolean {
  return phase.name === "live" && role !== null && role !== "viewer" && repl.state !== "ended";
}

/** Whether this client is the one whose terminal answers a program's queries, and whose size the TTY has. */
export function controls({ phase, client, controller }: PageState): boolean {
  return phase.name === "live" && client !== null && client === controller;
}

/** Whether the terminal is another client's, and has its size. */
export function isFollowing(state: PageState): boolean {
  return state.phase.name === "live" && state.controller !== null && !controls(state);
}
