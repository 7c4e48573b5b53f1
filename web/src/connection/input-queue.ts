import type { Limits } from "../protocol/messages.gen";

/** Keys typed while the network is away are held up to this, in bytes: some lines, not a paste. */
const HELD_BYTES = 4 * 1024;
/** The server's clock and ours are not the same: stay a little below its rate. */
const SHARE_OF_RATE = 0.9;

type InputLimits = Pick<Limits, "inputFrameBytes" | "inputBytesPerSecond">;

/** Bytes typed at the terminal, on their way to the server: cut into frames, paced, and held while it is away. */
export class InputQueue {
  readonly #send: (frame: Uint8Array<ArrayBuffer>) => void;
  readonly #now: () => number;
  #limits: InputLimits | null = null;
  #queue: Uint8Array<ArrayBuffer>[] = [];
  #budget = 0;
  #budgetAt = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(send: (frame: Uint8Array<ArrayBuffer>) => void, now: () => number = () => performance.now()) {
    this.#send = send;
    this.#now = now;
  }

  /** The server takes input, within these limits. What was held goes out. */
  open(limits: InputLimits): void {
    this.#limits = limits;
    this.#budget = limits.inputBytesPerSecond * SHARE_OF_RATE;
    this.#budgetAt = this.#now();
    this.#flush();
  }

  /** The server is away. */
  close(): void {
    this.#limits = null;
    this.#stopTimer();
  }

  /** Forgets what was not sent: it was meant for a REPL that is no more. */
  clear(): void {
    this.#queue = [];
  }

  /** @returns false if it was dropped: the server is away, and more is held already than anybody types blindly */
  push(bytes: Uint8Array<ArrayBuffer>): boolean {
    if (this.#limits === null && this.#heldBytes() + bytes.length > HELD_BYTES) return false;
    this.#queue.push(bytes);
    this.#flush();
    return true;
  }

  #heldBytes(): number {
    return this.#queue.reduce((sum, bytes) => sum + bytes.length, 0);
  }

  #flush(): void {
    if (this.#limits === null || this.#timer !== null) return;
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      const frame = next.subarray(0, this.#limits.inputFrameBytes);
      const waitMs = this.#waitFor(frame.length, this.#limits);
      if (waitMs > 0) {
        this.#timer = setTimeout(() => {
          this.#timer = null;
          this.#flush();
        }, waitMs);
        return;
      }
      if (frame.length === next.length) this.#queue.shift();
      else this.#queue[0] = next.subarray(frame.length);
      this.#send(frame);
    }
  }

  /** Milliseconds until `bytes` may be sent; 0: now, and they are booked. A token bucket of one second. */
  #waitFor(bytes: number, limits: InputLimits): number {
    const rate = limits.inputBytesPerSecond * SHARE_OF_RATE;
    const now = this.#now();
    this.#budget = Math.min(rate, this.#budget + (rate * (now - this.#budgetAt)) / 1000);
    this.#budgetAt = now;
    const needed = Math.min(bytes, rate);
    if (this.#budget < needed) return Math.ceil(((needed - this.#budget) * 1000) / rate);
    this.#budget -= bytes;
    return 0;
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
