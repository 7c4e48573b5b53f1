import { Backoff } from "../connection/backoff";
import type { Kept } from "../session/saved-api";
import type { Disposable } from "../ui/disposable";

/** How long typing must rest before the text goes to the server. In milliseconds. */
export const REST_MS = 1_500;
/** The server keeps no more, in bytes of UTF-8. */
export const TEXT_LIMIT = 256 * 1024;
/** Browsers send no more for a page that has gone. In bytes, with room for what is around the text. */
const LEAVING_LIMIT = 60 * 1024;
const RETRY_BOUNDS = { firstMs: 5_000, maxMs: 60_000 };

/** What a text on its way to the server needs and tells. */
export interface ServerTextWorld {
  /** @param leaving the page may be gone before the answer comes */
  keep(session: string, text: string, leaving: boolean): Promise<Kept>;
  /** The text is longer than the server keeps. Told once. */
  tooLong(): void;
}

/** Brings the editor's text to the session's server, so that it is there on another device, and after an end. */
export class ServerText implements Disposable {
  readonly #world: ServerTextWorld;
  readonly #backoff = new Backoff(RETRY_BOUNDS);
  #session: string | null = null;
  #text: string | null = null;
  /** Whether the server may have another text. */
  #due = false;
  #sending = false;
  #told = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(world: ServerTextWorld) {
    this.#world = world;
  }

  /** Texts belong to this session from now on; what was changed on this page is brought there too. */
  joins(session: string): void {
    this.#session = session;
    this.#backoff.reset();
    if (this.#text !== null) this.#sendIn(REST_MS);
  }

  changed(text: string): void {
    this.#text = text;
    this.#sendIn(REST_MS);
  }

  /** The page may be about to go. */
  flush(): void {
    if (this.#due) void this.#send(true);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #sendIn(ms: number): void {
    this.#due = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(false), ms);
  }

  async #send(leaving: boolean): Promise<void> {
    clearTimeout(this.#timer);
    const session = this.#session;
    const text = this.#text;
    // While one is on its way, the next waits for its answer, so that they cannot overtake each other.
    if (session === null || text === null || (this.#sending && !leaving)) return;
    const bytes = new TextEncoder().encode(text).length;
    this.#due = false;
    if (bytes > TEXT_LIMIT) {
      this.#tooLong();
      return;
    }
    this.#sending = true;
    const kept = await this.#world.keep(session, text, leaving && bytes <= LEAVING_LIMIT);
    this.#sending = false;
    this.#answered(kept, session);
  }

  #answered(kept: Kept, session: string): void {
    if (kept === "kept") this.#backoff.reset();
    if (kept === "too-large") this.#tooLong();
    if (kept === "gone" && session === this.#session) this.#session = null;
    if (kept === "failed") this.#sendIn(this.#backoff.next());
    else if (this.#due) this.#sendIn(REST_MS);
  }

  #tooLong(): void {
    if (!this.#told) this.#world.tooLong();
    this.#told = true;
  }
}
