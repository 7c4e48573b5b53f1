import type { Numbered } from "./chart-line";
import type { LoggedValue, Range } from "./events";

/** So much of a place's history is kept; the server cuts earlier where a program logs more. */
export const KEPT_PASSES = 1000;
/** More places than a file has lines that a person would read. */
const MOST_PLACES = 2000;

/** What an expression was, again and again. */
export interface Place {
  readonly range: Range;
  readonly name: string | null;
  readonly swiftType: string;
  /** Some of them, in order: those that the logger told, and of these the last. */
  readonly history: readonly PassedValue[];
  /** How many it had altogether. */
  readonly passes: number;
}

/** One of them. */
export interface PassedValue {
  readonly value: string;
  readonly cut: boolean;
  readonly pass: number;
}

type Kept = { -readonly [K in keyof Place]: Place[K] } & { history: PassedValue[] };

/** The values of one run, by file and place. Bounded. */
export class RunValues {
  readonly #files = new Map<string, Map<string, Kept>>();
  #places = 0;

  add({ file, range, name, swiftType, value, cut, pass }: LoggedValue): void {
    const place = this.#place(file, range);
    if (place === null) return;
    place.name = name;
    place.swiftType = swiftType;
    place.passes = Math.max(place.passes, pass);
    insert(place.history, { value, cut, pass });
    // Now and then, not each time: taking away the first moves all others.
    if (place.history.length > KEPT_PASSES * 2) place.history.splice(0, place.history.length - KEPT_PASSES);
  }

  /** A place had more values than were told. */
  passed(file: string, range: Range, passes: number): void {
    const place = this.#files.get(file)?.get(key(range));
    if (place !== undefined) place.passes = Math.max(place.passes, passes);
  }

  /** The places of a file that begin in each line, in the order of their first values. */
  byLine(file: string): ReadonlyMap<number, readonly Place[]> {
    const lines = new Map<number, Place[]>();
    for (const place of this.#files.get(file)?.values() ?? []) {
      const line = lines.get(place.range.startLine);
      if (line === undefined) lines.set(place.range.startLine, [place]);
      else line.push(place);
    }
    return lines;
  }

  #place(file: string, range: Range): Kept | null {
    const places = this.#files.get(file) ?? new Map<string, Kept>();
    this.#files.set(file, places);
    const found = places.get(key(range));
    if (found !== undefined) return found;
    if (this.#places >= MOST_PLACES) return null;
    this.#places += 1;
    const made: Kept = { range, name: null, swiftType: "", history: [], passes: 0 };
    places.set(key(range), made);
    return made;
  }
}

/** In order of the passes: threads overtake each other. */
function insert(history: PassedValue[], value: PassedValue): void {
  let at = history.length;
  while (at > 0 && (history[at - 1]?.pass ?? 0) > value.pass) at -= 1;
  if (history[at - 1]?.pass === value.pass) history[at - 1] = value;
  else history.splice(at, 0, value);
}

function key({ startLine, startColumn, endLine, endColumn }: Range): string {
  return `${startLine}:${startColumn}-${endLine}:${endColumn}`;
}

/** The one that a line shows: that of the widest expression, of those the last. */
export function shownPlace(places: readonly Place[]): Place | null {
  return places.reduce<Place | null>(
    (best, place) => (best === null || reach(place) >= reach(best) ? place : best),
    null,
  );
}

/** Longer than what it holds. Lines count more than columns. */
function reach({ range }: Place): number {
  return (range.endLine - range.startLine) * 1_000_000 + range.endColumn - range.startColumn;
}

/** A value as a number, or null. */
export function numberOf({ value, cut }: PassedValue): number | null {
  if (cut || !/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(value)) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** The history as numbers, or null: it is no history, or there is something else in it. */
export function numbersOf({ history }: Pick<Place, "history">): Numbered[] | null {
  if (history.length < 2) return null;
  const numbers: Numbered[] = [];
  for (const one of history) {
    const value = numberOf(one);
    if (value === null) return null;
    numbers.push({ at: one.pass, value });
  }
  return numbers;
}

/** The value that a place had at the end, as far as is known; null: it had others after those that are there. */
export function lastValue({ history, passes }: Pick<Place, "history" | "passes">): PassedValue | null {
  const last = history.at(-1);
  return last === undefined || last.pass < passes ? null : last;
}

/** Passes that follow each other. */
export interface Passes {
  readonly first: number;
  readonly last: number;
}

/** Which passes a history has. */
export function keptPasses(history: readonly PassedValue[]): Passes[] {
  const kept: Passes[] = [];
  for (const { pass } of history) {
    const before = kept.at(-1);
    if (before?.last === pass - 1) kept[kept.length - 1] = { first: before.first, last: pass };
    else kept.push({ first: pass, last: pass });
  }
  return kept;
}
