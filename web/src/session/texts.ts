import { messages } from "../messages";
import type { ReplExit } from "../protocol/messages.gen";
import type { EndReason, PageState, Phase } from "./page-state";

/** A title and a sentence. */
export interface Explanation {
  readonly title: string;
  readonly detail: string;
}

/** An evaluation that takes less is not worth a flicker. In milliseconds. */
const NOTICEABLE_MS = 250;

/** Whole seconds until `at`, never negative. */
export function secondsUntil(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / 1000));
}

/** The state of the connection, and what goes with it: the round trip, or the time to the next attempt. */
export function connectionTexts(
  { phase, roundTripMs }: PageState,
  now: number,
): { name: string; detail: string } {
  const name = messages.connection[phase.name];
  if (phase.name === "live" && roundTripMs !== null) {
    return { name, detail: messages.roundTrip(Math.max(1, Math.round(roundTripMs))) };
  }
  const retryAt = phase.name === "reconnecting" || phase.name === "refused" ? phase.retryAt : null;
  const seconds = retryAt === null ? 0 : secondsUntil(retryAt, now);
  return { name, detail: seconds > 0 ? messages.retryIn(seconds) : "" };
}

/** What the REPL is doing. */
export function replText({ phase, repl }: PageState, now: number): string {
  if (phase.name === "ended") return messages.repl.ended;
  if (phase.name === "starting" || phase.name === "connecting") return messages.repl.starting;
  if (phase.name !== "live") return messages.repl.away;
  if (repl.state !== "running") return messages.repl[repl.state];
  const ms = now - repl.since;
  if (ms < NOTICEABLE_MS) return messages.repl.ready;
  return ms < 1000 ? messages.repl.running : messages.runningFor(Math.floor(ms / 1000));
}

/** How a REPL's process ended. */
export function exitText(exit: ReplExit | null): string {
  if (exit?.outOfMemory === true) return messages.exitMemory;
  const signal = exit?.signal ?? null;
  if (signal !== null) return `${messages.exitSignal(signal)} ${messages.exitUnknown}`;
  const code = exit?.code ?? null;
  return code === null ? messages.exitUnknown : `${messages.exitCode(code)} ${messages.exitUnknown}`;
}

/** Why a session is over. */
export function endText(reason: EndReason): Explanation {
  const details = messages.ended;
  const detail = Object.hasOwn(details, reason) ? details[reason as keyof typeof details] : details.other;
  return { title: reason === "crowded" ? messages.crowdedTitle : messages.sessionEnded, detail };
}

/** Why no session could be made, and when that is tried again. */
export function refusalText(
  { refusal, retryAt }: Extract<Phase, { name: "refused" }>,
  now: number,
): Explanation {
  const sentences = messages.refused;
  const known = Object.hasOwn(sentences, refusal.problem)
    ? (refusal.problem as keyof typeof sentences)
    : "other";
  const why = known === "other" && refusal.detail !== null ? refusal.detail : sentences[known];
  const next = retryAt === null ? "" : ` ${messages.retrying(secondsUntil(retryAt, now))}`;
  return { title: messages.refusedTitle, detail: why + next };
}
