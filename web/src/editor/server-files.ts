import { Backoff } from "../connection/backoff";
import type { Kept } from "../session/saved-api";
import type { Disposable } from "../ui/disposable";
import { FILE_LIMITS, type Files, bytesOf } from "./file-set";

/** How long typing must rest before the files go to the server. In milliseconds. */
export const REST_MS = 1_500;
/** Browsers send no more for a page that has gone. In bytes, with room for what is around the texts. */
const LEAVING_LIMIT = 60 * 1024;
const RETRY_BOUNDS = { firstMs: 5_000, maxMs: 60_000 };

/** What files on their way to the server need and tell. */
export interface ServerFilesWorld {
  /** @param leaving the page may be gone before the answer comes */
  keep(session: string, files: Files, leaving: boolean): Promise<Kept>;
  /** They are longer than the server keeps. Told once. */
  tooLong(): void;
}

/** Brings the editor's files to the session's server, so that they are there on another device, and after an end. */
export class ServerFiles implements Disposable {
  readonly #world: ServerFilesWorld;
  readonly #backoff = new Backoff(RETRY_BOUNDS);
  #session: string | null = null;
  #files: Files | null = null;
  /** Whether the server may have others. */
  #due = false;
  #sending = false;
  #told = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(world: ServerFilesWorld) {
    this.#world = world;
  }

  /** They belong to this session from now on; what was changed on this page is brought there too. */
  joins(session: string): void {
    this.#session = session;
    this.#backoff.reset();
    if (this.#files !== null) this.#sendIn(REST_MS);
  }

  changed(files: Files): void {
    this.#files = files;
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
    const files = this.#files;
    // While one is on its way, the next waits for its answer, so that they cannot overtake each other.
    if (session === null || files === null || (this.#sending && !leaving)) return;
    const bytes = bytesOf(files);
    this.#due = false;
    if (bytes > FILE_LIMITS.bytes) {
      this.#tooLong();
      return;
    }
    this.#sending = true;
    const kept = await this.#world.keep(session, files, leaving && bytes <= LEAVING_LIMIT);
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
