import { messages } from "../messages";
import type { ReplExit } from "../protocol/messages.gen";
import type { EndReason, PageState, Phase, QueuePlace } from "./page-state";
import type { ReplayState } from "./replay-state";

/** A title and a sentence. */
export interface Explanation {
  readonly title: string;
  readonly detail: string;
}

/** An evaluation that takes less is not worth a flicker. In milliseconds. */
const NOTICEABLE_MS = 250;
const NAMED_CHARACTERS = 80;

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
export function replText({ phase, repl, queue }: PageState, now: number): string {
  if (phase.name === "ended") return messages.repl.ended;
  if (phase.name === "starting" || phase.name === "connecting") return messages.repl.starting;
  if (phase.name !== "live" || queue !== null) return messages.repl.away;
  if (repl.state !== "running") return messages.repl[repl.state];
  const ms = now - repl.since;
  if (ms < NOTICEABLE_MS) return messages.repl.ready;
  return ms < 1000 ? messages.repl.running : messages.runningFor(Math.floor(ms / 1000));
}

/** When the session will be reaped, and why, or null: it will not. */
export function reapingText({ reapedAt, keepable }: PageState, now: number): string | null {
  if (reapedAt === null) return null;
  const seconds = secondsUntil(reapedAt, now);
  return keepable ? messages.reapedIn(seconds) : messages.oldIn(seconds);
}

/** The same for those who hear it: once, when it changes. Null: nothing is to be said. */
export function spokenReaping(before: PageState, state: PageState, now: number): string | null {
  if (state.reapedAt === null) {
    return before.reapedAt !== null && state.phase.name === "live" ? messages.staysOpen : null;
  }
  if (before.reapedAt !== null && before.keepable === state.keepable) return null;
  const seconds = secondsUntil(state.reapedAt, now);
  return state.keepable ? messages.reapedSoon(seconds) : messages.oldSoon(seconds);
}

/** How a REPL's process ended. */
export function exitText(exit: ReplExit | null): string {
  if (exit?.outOfMemory === true) return messages.exitMemory;
  if (exit?.noPrompt === true) return messages.exitNoPrompt;
  const signal = exit?.signal ?? null;
  if (signal !== null) return messages.exitSignal(signal) + messages.space + messages.exitUnknown;
  const code = exit?.code ?? null;
  return code === null
    ? messages.exitUnknown
    : messages.exitCode(code) + messages.space + messages.exitUnknown;
}

/** Why a session is over. @param seen whether it was there when it ended, so that its terminal is there still */
export function endText(reason: EndReason, seen: boolean): Explanation {
  const details = messages.ended;
  const detail = Object.hasOwn(details, reason) ? details[reason as keyof typeof details] : details.other;
  if (reason === "crowded") return { title: messages.crowdedTitle, detail };
  return { title: seen ? messages.sessionEnded : messages.earlierEnded, detail };
}

/** The place in the line. What stands in `detail` counts down. */
export function queueText({ place, until }: QueuePlace, now: number): Explanation {
  const estimate = until === null ? messages.queueUnknown : messages.queueEstimate(secondsUntil(until, now));
  return { title: messages.queuePlace(place), detail: estimate + messages.space + messages.queueDetail };
}

/** With the full stop that a text on its own does without. */
export function sentence(text: string): string {
  return /[.!?…。！？]$/.test(text) ? text : text + messages.fullStop;
}

/** How far it is with what is entered again, or how that went. */
export function replayText({ done, total, running, differing, message }: ReplayState): string {
  if (running) return messages.replay.running(done, total);
  if (done < total) {
    const sentences = [sentence(messages.replay.stopped(done, total)), message, messages.replay.rest];
    return sentences.filter((one) => one !== null).join(messages.space);
  }
  return differing === 0 ? messages.replay.same(total) : messages.replay.differ(differing);
}

/** Something typed, short enough to be named in a sentence. */
export function typedInShort(text: string): string {
  const line = text.trim().replaceAll(/\s*[\r\n]+\s*/g, " ⏎ ");
  return line.length > NAMED_CHARACTERS ? `${line.slice(0, NAMED_CHARACTERS)} …` : line;
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
  const next = retryAt === null ? "" : messages.space + messages.retrying(secondsUntil(retryAt, now));
  return { title: messages.refusedTitle, detail: why + next };
}
