import type { ConnectionWorld } from "../connection/connection-events";
import type { ErrorCode, TerminalSize } from "../protocol/messages.gen";
import type { SessionsApi } from "./api";
import type { PageState } from "./page-state";
import type { SavedApi } from "./saved-api";
import type { StoredSession } from "./stored-session";

/** What a session tells its page. */
export interface SessionEvents {
  changed(state: PageState): void;
  /** The page is with this session from now on. @param fresh nothing of it was there before */
  joins(id: string, fresh: boolean): void;
  /** The session has this run now. */
  runs(session: string, run: string): void;
  /** Call `drawn` when the terminal has drawn the bytes. */
  output(bytes: Uint8Array, replay: boolean, drawn: () => void): void;
  reset(): void;
  skipped(bytes: number): void;
  /** Another REPL begins in the same terminal. */
  begins(): void;
  /** The session of an earlier visit is gone, and nothing of it was kept; this is a new one. */
  earlierGone(): void;
  /** What was kept of the session is kept no longer. */
  savedGone(): void;
  refusedMessage(code: ErrorCode, detail: string): void;
  /** An entry was given while the server is away; it will be sent. */
  submitHeld(): void;
  /** Something was typed that nobody will get. @param away the server is; else the REPL takes nothing */
  inputLost(away: boolean): void;
  /** This was sent, and nobody knows whether it arrived. */
  inputDoubtful(text: string): void;
}

/** What a session needs. */
export interface SessionWorld {
  readonly api: SessionsApi;
  readonly saved: SavedApi;
  readonly stored: StoredSession;
  /** See `ConnectionWorld`. */
  readonly sender: string;
  openSocket(id: string): WebSocket;
  terminalSize(): TerminalSize;
  /** The id of the toolchain that a new session is to have, or null: whichever is usual. */
  toolchain(): string | null;
  readonly wakeups: ConnectionWorld["wakeups"];
}
