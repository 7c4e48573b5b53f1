/** What `write` of a terminal does: calls back when the bytes were drawn, in order. */
export type Write = (bytes: Uint8Array, drawn: () => void) => void;

/** ESC c. As bytes, so that a character cut in half before it is forgotten as well. */
const FULL_RESET = Uint8Array.of(0x1b, 0x63);

/**
 * Output on its way into a terminal, which draws it later. Knows whether what is being drawn right now is a replay, and
 * resets the terminal in its turn rather than ahead of what waits.
 */
export class WriteQueue {
  readonly #write: Write;
  #replays = 0;

  constructor(write: Write) {
    this.#write = write;
  }

  /** Whether old output is being drawn, or waits to be. */
  get replaying(): boolean {
    return this.#replays > 0;
  }

  output(bytes: Uint8Array, replay: boolean, drawn: () => void): void {
    if (replay) this.#replays += 1;
    this.#write(bytes, () => {
      if (replay) this.#replays -= 1;
      drawn();
    });
  }

  reset(): void {
    this.output(FULL_RESET, true, () => undefined);
  }
}
