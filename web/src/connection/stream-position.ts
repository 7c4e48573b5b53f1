import type { Stream } from "../protocol/messages.gen";

/** A piece of output, and whether it was printed before the connection's `stream`: then nobody answers what it asks. */
export interface Output {
  readonly bytes: Uint8Array;
  readonly replay: boolean;
}

/**
 * Where this client stands in the session's stream of output: what `join` names when it connects again. Frames may be
 * cut anywhere; a snapshot that did not arrive whole counts as nothing.
 */
export class StreamPosition {
  #next: number | null = null;
  #snapshotLeft = 0;
  #head = 0;
  #anchored = false;

  /** The offset of the next byte wanted, or null: this client has nothing it could continue from. */
  get offset(): number | null {
    return this.#snapshotLeft > 0 ? null : this.#next;
  }

  /** A new connection: bytes mean nothing until its `stream`. */
  connected(): void {
    this.#anchored = false;
  }

  /** The terminal will be redrawn by `snapshot` bytes, then `offset` follows. */
  begin(stream: Stream): void {
    this.#anchored = true;
    this.#snapshotLeft = stream.snapshot;
    this.#next = stream.offset;
    this.#head = stream.head;
  }

  /** Counts a binary frame, and splits it where the snapshot ends and where news begins. */
  take(frame: Uint8Array): Output[] {
    if (!this.#anchored || this.#next === null) return [];
    const snapshot = Math.min(this.#snapshotLeft, frame.length);
    const old = Math.max(0, Math.min(this.#head - this.#next, frame.length - snapshot));
    const pieces = [
      { bytes: frame.subarray(0, snapshot + old), replay: true },
      { bytes: frame.subarray(snapshot + old), replay: false },
    ];
    this.#snapshotLeft -= snapshot;
    this.#next += frame.length - snapshot;
    return pieces.filter((piece) => piece.bytes.length > 0);
  }
}
