/** The server's clock and ours are not the same: stay a little below its rate. */
const SHARE_OF_RATE = 0.9;

/** How much may be sent now: a token bucket of one second, a little below the server's own. */
export class InputRate {
  readonly #perSecond: number;
  readonly #now: () => number;
  #left: number;
  #at: number;

  /** @param now in milliseconds */
  constructor(bytesPerSecond: number, now: () => number) {
    this.#perSecond = bytesPerSecond * SHARE_OF_RATE;
    this.#now = now;
    this.#left = this.#perSecond;
    this.#at = now();
  }

  /** Milliseconds until `bytes` may be sent; 0: now, and they are booked. */
  waitFor(bytes: number): number {
    const now = this.#now();
    this.#left = Math.min(this.#perSecond, this.#left + (this.#perSecond * (now - this.#at)) / 1000);
    this.#at = now;
    const needed = Math.min(bytes, this.#perSecond);
    if (this.#left < needed) return Math.ceil(((needed - this.#left) * 1000) / this.#perSecond);
    this.#left -= bytes;
    return 0;
  }
}
