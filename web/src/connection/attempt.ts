/** What becomes of an attempt to connect. Nothing is told after `leave`. */
export interface AttemptEvents {
  opened(): void;
  received(data: unknown): void;
  /** @param opened whether it was ever open; if not, the server or the network refused */
  ended(opened: boolean): void;
}

/** One WebSocket, from the attempt to its end. */
export class Attempt {
  readonly #socket: WebSocket;
  #left = false;

  constructor(socket: WebSocket, events: AttemptEvents) {
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    let opened = false;
    socket.onopen = () => {
      opened = true;
      if (!this.#left) events.opened();
    };
    socket.onmessage = (event: MessageEvent<unknown>) => {
      if (!this.#left) events.received(event.data);
    };
    socket.onclose = () => {
      if (!this.#left) events.ended(opened);
    };
  }

  /** @returns false where nobody would take it */
  send(data: string | Uint8Array<ArrayBuffer>): boolean {
    if (this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(data);
    return true;
  }

  /** Lets go of the socket without waiting for a peer that may be dead. */
  leave(): void {
    this.#left = true;
    this.#socket.close();
  }
}
