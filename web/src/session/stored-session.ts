const KEY = "swiftlet.session";
const lockName = (id: string) => `${KEY}.${id}`;

/**
 * Which session this tab was in, so that a reload comes back to it, and which was the browser's last, so that a person
 * who closed the tab does too. A session that another tab is in now is left to that tab.
 */
export class StoredSession {
  readonly #tab: Storage | null;
  readonly #browser: Storage | null;
  readonly #locks: LockManager | null;
  #release: (() => void) | null = null;

  /** @param locks missing on plain http, where two tabs then share a session */
  constructor(tab: Storage | null, browser: Storage | null, locks: LockManager | null) {
    this.#tab = tab;
    this.#browser = browser;
    this.#locks = locks;
  }

  /** The id of the session to come back to, or null. */
  async find(): Promise<string | null> {
    const own = this.#tab?.getItem(KEY) ?? null;
    if (own !== null) return own;
    const last = this.#browser?.getItem(KEY) ?? null;
    return last !== null && !(await this.#isTaken(last)) ? last : null;
  }

  remember(id: string): void {
    this.#store(this.#tab, id);
    this.#store(this.#browser, id);
    this.#release?.();
    const held = new Promise<void>((resolve) => {
      this.#release = resolve;
    });
    void this.#locks?.request(lockName(id), { mode: "shared" }, () => held).catch(() => undefined);
  }

  /** The session is over. */
  forget(id: string): void {
    for (const storage of [this.#tab, this.#browser]) {
      if (storage?.getItem(KEY) === id) storage.removeItem(KEY);
    }
    this.#release?.();
    this.#release = null;
  }

  async #isTaken(id: string): Promise<boolean> {
    const { held = [] } = (await this.#locks?.query()) ?? {};
    return held.some((lock) => lock.name === lockName(id));
  }

  #store(storage: Storage | null, id: string): void {
    try {
      storage?.setItem(KEY, id);
    } catch {
      // A full quota costs the way back after a reload, nothing more.
    }
  }
}
