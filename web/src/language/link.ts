import type { Transport } from "@codemirror/lsp-client";
import { Backoff } from "../connection/backoff";
import type { LanguageStatus } from "../protocol/messages.gen";
import type { Disposable } from "../ui/disposable";

/** Longer messages go in pieces: the server takes frames of 64 KiB. In characters, of up to three bytes each. */
const PIECE = 16 * 1024;
/** A server that has no language server refuses the socket each time. */
const MOST_REFUSED = 4;
const STATUS = '"swiftlet/status"';

/** What a link needs and tells. */
export interface LinkWorld {
  open(): WebSocket;
  status(status: LanguageStatus): void;
  /** The connection is lost; another is tried. */
  lost(): void;
  /** There is none to be had. */
  refused(): void;
}

/** The way to a session's language server: a WebSocket that comes back when it is lost. */
export class LanguageLink implements Transport, Disposable {
  readonly #world: LinkWorld;
  readonly #backoff = new Backoff();
  readonly #handlers = new Set<(message: string) => void>();
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #refused = 0;
  #elsewhere = false;
  #over = false;

  constructor(world: LinkWorld) {
    this.#world = world;
    this.#open();
  }

  send(message: string): void {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) throw new Error("not connected");
    const encoder = new TextEncoder();
    let at = 0;
    while (message.length - at > PIECE) {
      const end = endOfPiece(message, at + PIECE);
      socket.send(encoder.encode(message.slice(at, end)));
      at = end;
    }
    socket.send(message.slice(at));
  }

  subscribe(handler: (message: string) => void): void {
    this.#handlers.add(handler);
  }

  unsubscribe(handler: (message: string) => void): void {
    this.#handlers.delete(handler);
  }

  /** The language server rests, or gave up: it is wanted again. */
  wake(): void {
    if (this.#socket?.readyState === WebSocket.OPEN)
      this.send('{"jsonrpc":"2.0","method":"swiftlet/wake","params":{}}');
  }

  /** Somebody is at this page: another one that has the language server gives it up. */
  claim(): void {
    if (!this.#elsewhere || this.#over) return;
    this.#elsewhere = false;
    this.#open();
  }

  dispose(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#socket = null;
  }

  #open(): void {
    const socket = this.#world.open();
    let opened = false;
    socket.addEventListener("open", () => {
      opened = true;
      this.#refused = 0;
      this.#backoff.reset();
    });
    socket.addEventListener("message", ({ data }) => {
      if (socket === this.#socket && typeof data === "string") this.#heard(data);
    });
    socket.addEventListener("close", () => {
      if (socket === this.#socket) this.#closed(opened);
    });
    this.#socket = socket;
  }

  #heard(message: string): void {
    const status = readStatus(message);
    if (status === null) {
      for (const handler of [...this.#handlers]) handler(message);
      return;
    }
    this.#elsewhere = status.state === "elsewhere";
    this.#world.status(status);
  }

  #closed(opened: boolean): void {
    this.#socket = null;
    if (this.#over || this.#elsewhere) return;
    if (!opened && ++this.#refused >= MOST_REFUSED) {
      this.#world.refused();
      return;
    }
    this.#world.lost();
    this.#timer = setTimeout(() => this.#open(), this.#backoff.next());
  }
}

/** Not between the halves of a character. */
function endOfPiece(message: string, end: number): number {
  return /[\ud800-\udbff]/.test(message.charAt(end - 1)) ? end - 1 : end;
}

/** Most messages are none, and long: they are read once, by whom they are for. */
function readStatus(message: string): LanguageStatus | null {
  if (message.length > 400 || !message.includes(STATUS)) return null;
  const { method, params } = JSON.parse(message) as { method?: string; params: LanguageStatus };
  return method === "swiftlet/status" ? params : null;
}
