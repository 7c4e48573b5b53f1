/** A browser's storage, in memory. */
export class FakeStorage implements Storage {
  readonly #items = new Map<string, string>();
  readonly #full: boolean;
  writes = 0;

  constructor({ full = false } = {}) {
    this.#full = full;
  }

  get length(): number {
    return this.#items.size;
  }

  clear(): void {
    this.#items.clear();
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }

  removeItem(key: string): void {
    this.#items.delete(key);
  }

  setItem(key: string, value: string): void {
    if (this.#full) throw new DOMException("full", "QuotaExceededError");
    this.writes += 1;
    this.#items.set(key, value);
  }
}
