import type { Pause, Resume } from "../protocol/messages.gen";

/** Above this the terminal is far behind; small enough that an interrupt is seen to act at once. In bytes. */
export const PAUSE_ABOVE = 256 * 1024;
/** Below this the terminal would soon run dry. In bytes. */
export const RESUME_BELOW = 64 * 1024;

/** Counts the bytes that the terminal has not yet drawn, and says `pause` and `resume` at the marks only. */
export class FlowControl {
  readonly #send: (message: Pause | Resume) => void;
  #pending = 0;
  #paused = false;

  constructor(send: (message: Pause | Resume) => void) {
    this.#send = send;
  }

  /** Bytes received and not yet drawn. */
  get pending(): number {
    return this.#pending;
  }

  /** A new connection: the server sends until it is told otherwise. */
  connected(): void {
    this.#paused = false;
    this.#check();
  }

  received(bytes: number): void {
    this.#pending += bytes;
    this.#check();
  }

  drawn(bytes: number): void {
    this.#pending = Math.max(0, this.#pending - bytes);
    this.#check();
  }

  #check(): void {
    if (!this.#paused && this.#pending > PAUSE_ABOVE) {
      this.#paused = true;
      this.#send({ type: "pause" });
    } else if (this.#paused && this.#pending < RESUME_BELOW) {
      this.#paused = false;
      this.#send({ type: "resume" });
    }
  }
}
