import type { ServerMessageUnion, TerminalSize } from "../protocol/messages.gen";

/** What a connection does now. `waiting`: until `retryAt`, in milliseconds since 1970. `closed`: for good. */
export type ConnectionState =
  | { readonly phase: "connecting" | "live" | "closed" }
  | { readonly phase: "waiting"; readonly retryAt: number };

/** The messages that a connection does not keep to itself. */
export type SessionMessage = Exclude<ServerMessageUnion, { type: "stream" | "pong" | "taken" }>;

/** What a connection tells. */
export interface ConnectionEvents {
  stateChanged(state: ConnectionState): void;
  message(message: SessionMessage): void;
  /** The terminal is to be reset: a snapshot follows. In order with `output`. */
  reset(): void;
  /** @param replay whether the bytes were printed before this client was there to answer their queries */
  output(bytes: Uint8Array, replay: boolean): void;
  /** So many bytes of output will never come. */
  skipped(bytes: number): void;
  roundTrip(ms: number): void;
  /** A text frame that is no message of the session's; in order with `output`. */
  otherFrame?(json: string): void;
  /** The server does not know whether it took this, which was sent before the connection was lost. */
  doubtful(text: string): void;
  /** The session is over, or not ours; there is nothing to connect to. */
  gone(): void;
}

/** What a connection needs from outside. */
export interface ConnectionWorld {
  /** The name under which this page numbers its input. */
  readonly sender: string;
  openSocket(): WebSocket;
  /** Asked when an upgrade failed: browsers do not say why. */
  sessionExists(): Promise<boolean | "unknown">;
  terminalSize(): TerminalSize;
  /** Fires when the network or the page may be back. */
  readonly wakeups: readonly (readonly [EventTarget, string])[];
}
