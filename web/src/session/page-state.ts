import type { CloseReason, Limits, ReplExit, ReplState, Role, TerminalSize } from "../protocol/messages.gen";
import type { Refusal } from "./api";
import type { ReplayState } from "./replay-state";

/** Why a session is over; `vanished`: the server no longer knows it. */
export type EndReason = CloseReason | "vanished";

/** Where the page stands with its session. Times in milliseconds since 1970. */
export type Phase =
  | { readonly name: "starting" | "connecting" | "live" }
  | {
      readonly name: "reconnecting";
      readonly retryAt: number | null;
      /** The server said that it stops, and that the session is kept. */
      readonly serverRestarts: boolean;
    }
  | { readonly name: "refused"; readonly refusal: Refusal; readonly retryAt: number | null }
  | {
      readonly name: "ended";
      readonly reason: EndReason;
      /** A new session can start where this one was. */
      readonly saved: boolean;
    };

/** A place in the line for a session. */
export interface QueuePlace {
  /** From 1. */
  readonly place: number;
  /** When it is likely to be over, in milliseconds since 1970, or null: nobody knows. */
  readonly until: number | null;
}

/** All that the page shows about its session. */
export interface PageState {
  readonly phase: Phase;
  /** E.g. `Swift 6.0`; null until known. */
  readonly toolchain: string | null;
  /** Its id; null until connected. */
  readonly toolchainId: string | null;
  readonly role: Role | null;
  readonly limits: Limits | null;
  /** This client's number. */
  readonly client: number | null;
  /** The controlling client's number. */
  readonly controller: number | null;
  /** The TTY's size; null until known. */
  readonly size: TerminalSize | null;
  readonly clients: number;
  /** While the session waits for a place on the server. */
  readonly queue: QueuePlace | null;
  readonly repl: { readonly state: ReplState; readonly exit: ReplExit | null; readonly since: number };
  /** Whether this REPL took anything that could be entered again. */
  readonly accepted: "nothing" | "something" | "unknown";
  /** What is, or was, entered again. */
  readonly replay: ReplayState | null;
  /** What ended the last REPL, and was not given to this one. */
  readonly leftOut: string | null;
  readonly roundTripMs: number | null;
  /** When the session will be reaped, if nobody does anything. */
  readonly reapedAt: number | null;
  /** Whether doing something, or `keep`, moves that. */
  readonly keepable: boolean;
  /** The server said that it stops. */
  readonly serverStops: boolean;
  /** Whether the terminal shows anything. */
  readonly hasOutput: boolean;
}

export const INITIAL_STATE: PageState = {
  phase: { name: "starting" },
  toolchain: null,
  toolchainId: null,
  role: null,
  limits: null,
  client: null,
  controller: null,
  size: null,
  clients: 0,
  queue: null,
  repl: { state: "starting", exit: null, since: 0 },
  accepted: "unknown",
  replay: null,
  leftOut: null,
  roundTripMs: null,
  reapedAt: null,
  keepable: true,
  serverStops: false,
  hasOutput: false,
};

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
