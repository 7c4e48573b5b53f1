import { type Files, onlyMain, readFiles } from "./file-set";

/** How long typing must rest before the files are stored. In milliseconds. */
const REST_MS = 300;

/** Keeps the editor's files in the browser, so that they survive reload, reconnect, reaping and the server. */
export class StoredFiles {
  readonly #storage: Storage | null;
  readonly #key: string;
  /** Where the one text stood when there was only one. */
  readonly #formerKey: string;
  readonly #failed: () => void;
  #waiting: Files | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param page whose files they are: the page's path
   * @param failed called when the files could not be stored
   */
  constructor(storage: Storage | null, page: string, failed: () => void) {
    this.#storage = storage;
    this.#key = `swiftlet.files.${page}`;
    this.#formerKey = `swiftlet.editor.${page}`;
    this.#failed = failed;
  }

  /** The files stored last, or null if there never were any. */
  read(): Files | null {
    try {
      const stored = this.#storage?.getItem(this.#key) ?? null;
      if (stored !== null) return readFiles(JSON.parse(stored));
      const former = this.#storage?.getItem(this.#formerKey) ?? null;
      return former === null ? null : onlyMain(former);
    } catch {
      return null;
    }
  }

  /** Stores the files once typing rests. */
  write(files: Files): void {
    this.#waiting = files;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), REST_MS);
  }

  /** Stores now what waits: the page may be about to go. */
  flush(): void {
    clearTimeout(this.#timer);
    if (this.#waiting === null) return;
    const files = this.#waiting;
    this.#waiting = null;
    try {
      if (this.#storage === null) throw new Error("no storage");
      this.#storage.setItem(this.#key, JSON.stringify(Object.fromEntries(files)));
    } catch {
      this.#failed();
    }
  }
}
