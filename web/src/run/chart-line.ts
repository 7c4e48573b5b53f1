/** A point of a drawing, from its upper left corner. */
export type Point = readonly [x: number, y: number];

/** A number, and where it stands among its likes. */
export interface Numbered {
  readonly at: number;
  readonly value: number;
}

/** More than a line of this width can show. */
const MOST_POINTS = 240;

/**
 * The lines of a chart: the numbers from left to right where they stand, the least at the bottom. Where some are
 * missing between two, the line ends. Where they are many, the extremes stay.
 */
export function chartLines(numbers: readonly Numbered[], width: number, height: number): Point[][] {
  const { least, most } = bounds(numbers.map(({ value }) => value));
  const range = most - least;
  const first = numbers[0]?.at ?? 0;
  const reach = (numbers.at(-1)?.at ?? 0) - first;
  const y = (value: number) => round(range === 0 ? height / 2 : height - ((value - least) / range) * height);
  const x = (at: number) => round(reach === 0 ? width / 2 : ((at - first) / reach) * width);
  const size = Math.ceil(numbers.length / (MOST_POINTS / 2));
  return unbroken(numbers).map((part) =>
    (numbers.length <= MOST_POINTS ? part : thinned(part, size)).map(({ at, value }) => [x(at), y(value)]),
  );
}

/** The least and the greatest of them. */
export function bounds(numbers: readonly number[]): { least: number; most: number } {
  let least = Infinity;
  let most = -Infinity;
  for (const one of numbers) {
    least = Math.min(least, one);
    most = Math.max(most, one);
  }
  return { least, most };
}

/** Those that follow each other, together. */
function unbroken(numbers: readonly Numbered[]): Numbered[][] {
  const parts: Numbered[][] = [];
  for (const one of numbers) {
    const part = parts.at(-1);
    if (part !== undefined && part.at(-1)?.at === one.at - 1) part.push(one);
    else parts.push([one]);
  }
  return parts;
}

function thinned(all: readonly Numbered[], size: number): Numbered[] {
  const kept: Numbered[] = [];
  for (let from = 0; from < all.length; from += size) {
    const sorted = all.slice(from, from + size).sort((one, other) => one.value - other.value);
    const ends = new Set([sorted[0], sorted.at(-1)].filter((one) => one !== undefined));
    kept.push(...[...ends].sort((one, other) => one.at - other.at));
  }
  return kept;
}

const round = (value: number) => Math.round(value * 10) / 10;
