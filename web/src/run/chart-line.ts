/** A point of a drawing, from its upper left corner. */
export type Point = readonly [x: number, y: number];

/** More than a line of this width can show. */
const MOST_POINTS = 240;

/** The line of a chart: the numbers from left to right, the least at the bottom. Where they are many, the extremes stay. */
export function chartLine(numbers: readonly number[], width: number, height: number): Point[] {
  const { least, most } = bounds(numbers);
  const range = most - least;
  const y = (value: number) => round(range === 0 ? height / 2 : height - ((value - least) / range) * height);
  const x = (at: number) => round(numbers.length < 2 ? width / 2 : (at / (numbers.length - 1)) * width);
  return thinned(numbers).map(([at, value]) => [x(at), y(value)]);
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

function thinned(numbers: readonly number[]): (readonly [at: number, value: number])[] {
  const all = numbers.map((value, at) => [at, value] as const);
  if (all.length <= MOST_POINTS) return all;
  const size = Math.ceil(all.length / (MOST_POINTS / 2));
  const kept: (readonly [number, number])[] = [];
  for (let from = 0; from < all.length; from += size) {
    const part = all.slice(from, from + size);
    const sorted = [...part].sort((one, other) => one[1] - other[1]);
    const ends = [sorted[0], sorted.at(-1)].filter((one) => one !== undefined);
    kept.push(...ends.sort((one, other) => one[0] - other[0]));
  }
  return kept;
}

const round = (value: number) => Math.round(value * 10) / 10;
