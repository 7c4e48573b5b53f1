/** How long typing must rest before the text is stored. In milliseconds. */
const REST_MS = 300;

/** Keeps the editor's text in the browser, so that it survives reload, reconnect, reaping and the server. */
export class StoredText {
  readonly #storage: Storage | null;
  readonly #key: string;
  readonly #failed: () => void;
  #waiting: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param page whose text it is: the page's path
   * @param failed called when the text could not be stored
   */
  constructor(storage: Storage | null, page: string, failed: () => void) {
    this.#storage = storage;
    this.#key = `swiftlet.editor.${page}`;
    this.#failed = failed;
  }

  /** The text stored last, or null if there never was one. */
  read(): string | null {
    try {
      return this.#storage?.getItem(this.#key) ?? null;
    } catch {
      return null;
    }
  }

  /** Stores the text once typing rests. */
  write(text: string): void {
    this.#waiting = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), REST_MS);
  }

  /** Stores now what waits: the page may be about to go. */
  flush(): void {
    clearTimeout(this.#timer);
    if (this.#waiting === null) return;
    const text = this.#waiting;
    this.#waiting = null;
    try {
      if (this.#storage === null) throw new Error("no storage");
      this.#storage.setItem(this.#key, text);
    } catch {
      this.#failed();
    }
  }
}
