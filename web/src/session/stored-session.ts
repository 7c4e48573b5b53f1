const KEY = "swiftlet.session";

/**
 * Which session this tab was in, so that a reload comes back to it, and which was the browser's last, so that another tab
 * shows the same, also after the first was closed. Whoever wants a second one makes a new one.
 */
export class StoredSession {
  readonly #tab: Storage | null;
  readonly #browser: Storage | null;

  constructor(tab: Storage | null, browser: Storage | null) {
    this.#tab = tab;
    this.#browser = browser;
  }

  /** The id of the session to come back to, or null. */
  find(): string | null {
    return this.#tab?.getItem(KEY) ?? this.#browser?.getItem(KEY) ?? null;
  }

  remember(id: string): void {
    this.#store(this.#tab, id);
    this.#store(this.#browser, id);
  }

  /** The session is over. */
  forget(id: string): void {
    for (const storage of [this.#tab, this.#browser]) {
      if (storage?.getItem(KEY) === id) storage.removeItem(KEY);
    }
  }

  #store(storage: Storage | null, id: string): void {
    try {
      storage?.setItem(KEY, id);
    } catch {
      // A full quota costs the way back after a reload, nothing more.
    }
  }
}
