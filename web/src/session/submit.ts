import type { PageState } from "./page-state";

/** Why a text was not sent. */
export type SubmitRefusal = "empty" | "too-long" | "away" | "not-ready" | "viewer" | "full";

/** Why the REPL would not take a text as an entry, or null: it would, now or after the reconnect. */
export function submitRefusal({ phase, role, repl, limits }: PageState, text: string): SubmitRefusal | null {
  if (text === "") return "empty";
  if (phase.name !== "live" && phase.name !== "reconnecting") return "away";
  if (role === "viewer") return "viewer";
  if (repl.state === "starting" || repl.state === "ended") return "not-ready";
  if (limits !== null && new TextEncoder().encode(text).length > limits.submitBytes) return "too-long";
  return null;
}
