import type { TerminalSize } from "../protocol/messages.gen";
import type { RunRefusal } from "./api";
import type { Diagnostic, RunEvent, RunMode, RunPhase, Verdict } from "./events";

/** How far a run is. */
export type Stage =
  /** There is none. */
  | { readonly name: "none" }
  /** The server was asked. */
  | { readonly name: "asked" }
  | { readonly name: "refused"; readonly refusal: RunRefusal }
  /** @property phase null: not begun yet */
  | { readonly name: "running"; readonly phase: RunPhase | null; readonly since: number }
  | { readonly name: "over"; readonly verdict: Verdict }
  /** Its session is no more, or the server lost it. */
  | { readonly name: "lost" };

/** All that the page shows of a run, beside its output and its values. */
export interface RunState {
  readonly stage: Stage;
  readonly mode: RunMode;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the server is there to hear of it. */
  readonly connected: boolean;
  readonly client: number | null;
  readonly controller: number | null;
  readonly size: TerminalSize | null;
  /** Somebody wants it to stop. */
  readonly stopping: boolean;
}

export const NO_RUN: RunState = {
  stage: { name: "none" },
  mode: "run",
  diagnostics: [],
  connected: false,
  client: null,
  controller: null,
  size: null,
  stopping: false,
};

/** Before it has said anything. */
export function begun(mode: RunMode, stage: Stage): RunState {
  return { ...NO_RUN, mode, stage };
}

/** The next state. Values change nothing here. @param now in milliseconds since 1970 */
export function heard(state: RunState, event: RunEvent, now: number): RunState {
  switch (event.type) {
    case "phase":
      return { ...state, stage: { name: "running", phase: event.phase, since: now } };
    case "diagnostic":
      return { ...state, diagnostics: [...state.diagnostics, event] };
    case "exit":
      return { ...state, stage: { name: "over", verdict: event }, stopping: false };
    case "value":
    case "passes":
      return state;
  }
}

/** Whether it goes on, or is about to. */
export function isGoing({ stage }: RunState): boolean {
  return stage.name === "asked" || stage.name === "running";
}

/** Whether there may be a program that reads what is typed. */
export function takesInput({ stage, mode }: RunState): boolean {
  return stage.name === "running" && stage.phase === "run" && mode !== "check";
}

/** Whether this client is the one whose terminal answers a program's queries. */
export function answers({ connected, client, controller }: RunState): boolean {
  return connected && client !== null && client === controller;
}
