import type { Differs, Replay } from "../protocol/messages.gen";

/** More are not listed: whoever has so many looks at the code instead. */
const LISTED = 100;

/** An entry that printed something else when it was entered again. */
export type Difference = Omit<Differs, "type">;

/** How far what an earlier REPL accepted was entered again, and what came out otherwise. */
export interface ReplayState {
  readonly done: number;
  readonly total: number;
  readonly running: boolean;
  /** In order; the first of them. */
  readonly differences: readonly Difference[];
  /** How many there are. */
  readonly differing: number;
  /** Why it ended before all was done: the server's sentence, in English. */
  readonly message: string | null;
  /** It went on while this page looked. */
  readonly seen: boolean;
  /** Somebody has read how it went. */
  readonly dismissed: boolean;
}

const FRESH = { differences: [], differing: 0, seen: false, dismissed: false } as const;

/** Whether there is anything to show: not of what went well before this page was there. */
export function isWorthShowing({ running, done, total, differing, seen, dismissed }: ReplayState): boolean {
  return running || (!dismissed && (seen || differing > 0 || done < total));
}

/** @returns the state, or null: there was nothing to enter */
export function replayMoved(before: ReplayState | null, message: Replay): ReplayState | null {
  const { done, total, running, message: why } = message;
  if (total === 0) return null;
  const begins = running && (before === null || !before.running || done < before.done);
  const kept = begins || before === null ? FRESH : before;
  return { ...kept, done, total, running, message: why, seen: kept.seen || running };
}

export function replayDiffers(before: ReplayState | null, message: Differs): ReplayState | null {
  if (before === null) return null;
  const { entry, text, before: earlier, now } = message;
  if (before.differences.some((known) => known.entry === entry)) return before;
  const all = [...before.differences, { entry, text, before: earlier, now }];
  return { ...before, differences: all.slice(0, LISTED), differing: before.differing + 1 };
}
