/** How long to wait between attempts, in milliseconds. */
export interface BackoffBounds {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** The first retry comes before anyone has noticed; the last keeps a thousand pages from knocking at once. */
export const RECONNECT_BOUNDS: BackoffBounds = { firstMs: 250, maxMs: 15_000 };

/**
 * Jittered exponential backoff: attempt n waits between half and all of `firstMs * 2^n`, at most `maxMs`. The jitter
 * spreads the pages that one failure dropped together.
 */
export class Backoff {
  readonly #bounds: BackoffBounds;
  readonly #random: () => number;
  #attempts = 0;

  constructor(bounds: BackoffBounds = RECONNECT_BOUNDS, random: () => number = Math.random) {
    this.#bounds = bounds;
    this.#random = random;
  }

  /** How many delays were handed out since the last success. */
  get attempts(): number {
    return this.#attempts;
  }

  /** The next delay, in milliseconds. */
  next(): number {
    const ceiling = Math.min(this.#bounds.maxMs, this.#bounds.firstMs * 2 ** this.#attempts);
    this.#attempts += 1;
    return Math.round(ceiling * (0.5 + this.#random() / 2));
  }

  /** It worked: the next failure starts from the first delay again. */
  reset(): void {
    this.#attempts = 0;
  }
}
