import type { Limits } from "../protocol/messages.gen";
import { type Input, type InputItem, cut, inputItem, typedText } from "./input-item";
import { InputRate } from "./input-rate";

/** What is typed while the network is away is held up to this: some entries. In bytes. */
export const HELD_BYTES = 64 * 1024;
/** What the server has not confirmed and what waits, together: more than anybody types at a REPL that takes nothing. */
export const KEPT_BYTES = 256 * 1024;

type InputLimits = Pick<Limits, "inputFrameBytes" | "inputBytesPerSecond">;

/**
 * Input on its way to the server: cut into frames, numbered, paced, held while the server is away, and kept until the
 * server has confirmed it, so that after a lost connection it is sent again under the same numbers.
 */
export class InputQueue {
  readonly #send: (sequence: number, input: Input) => void;
  readonly #now: () => number;
  /** In order: first what was sent on this connection, then what was not. */
  #items: InputItem[] = [];
  #sent = 0;
  #lastSequence = 0;
  #limits: InputLimits | null = null;
  #rate: InputRate | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param send takes what goes out, in order of its sequence */
  constructor(send: (sequence: number, input: Input) => void, now: () => number = () => performance.now()) {
    this.#send = send;
    this.#now = now;
  }

  /**
   * The server takes input, within these limits. What it has not taken goes out, first what was sent before.
   *
   * @param taken the last sequence that the server took, or null: it does not know
   * @returns what may have been taken or not, as text, since the server does not know; empty if there is none
   */
  open(limits: InputLimits, taken: number | null): string {
    this.#limits = limits;
    this.#rate = new InputRate(limits.inputBytesPerSecond, this.#now);
    this.#sent = 0;
    let doubtful = "";
    if (taken === null) doubtful = this.#dropNumbered();
    else this.taken(taken);
    this.#flush();
    return doubtful;
  }

  /** The server is away. */
  close(): void {
    this.#limits = null;
    this.#rate = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Forgets all of it: it was meant for a REPL that is no more. */
  clear(): void {
    this.#items = [];
    this.#sent = 0;
  }

  /** The server has taken everything up to this. */
  taken(sequence: number): void {
    // Another connection of this page may have counted further.
    this.#lastSequence = Math.max(this.#lastSequence, sequence);
    const rest = this.#items.findIndex((item) => item.sequence === null || item.sequence > sequence);
    const gone = rest === -1 ? this.#items.length : rest;
    this.#items.splice(0, gone);
    this.#sent = Math.max(0, this.#sent - gone);
  }

  /** @returns false if it was dropped: more is kept already than anybody types blindly */
  push(input: Input): boolean {
    const item = inputItem(input);
    const limit = this.#limits === null ? HELD_BYTES : KEPT_BYTES;
    if (this.#keptBytes() + item.bytes > limit) return false;
    this.#items.push(item);
    this.#flush();
    return true;
  }

  #keptBytes(): number {
    return this.#items.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** What was sent before, and the rest of what was cut there. What was never sent stays. */
  #dropNumbered(): string {
    const fresh = this.#items.findIndex(({ sequence, continues }) => sequence === null && !continues);
    const dropped = this.#items.splice(0, fresh === -1 ? this.#items.length : fresh);
    return typedText(dropped);
  }

  #flush(): void {
    if (this.#limits === null || this.#rate === null || this.#timer !== null) return;
    for (let next = this.#items[this.#sent]; next !== undefined; next = this.#items[this.#sent]) {
      const [item = next, ...rest] =
        next.sequence === null ? cut(next, this.#limits.inputFrameBytes) : [next];
      const waitMs = this.#rate.waitFor(item.bytes);
      if (waitMs > 0) {
        this.#timer = setTimeout(() => {
          this.#timer = null;
          this.#flush();
        }, waitMs);
        return;
      }
      this.#items.splice(this.#sent, 1, item, ...rest);
      item.sequence ??= ++this.#lastSequence;
      this.#sent += 1;
      this.#send(item.sequence, item.input);
    }
  }
}
