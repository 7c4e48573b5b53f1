/** What the page remembers in this browser. */
export type Preference =
  | "theme"
  | "split"
  | "order"
  | "screenReader"
  | "tab"
  | "language"
  | "toolchain"
  | "intelligence"
  | "results";

/** Remembers choices; without storage (private windows, a full quota) they last as long as the page. */
export class Preferences {
  readonly #storage: Storage | null;

  constructor(storage: Storage | null) {
    this.#storage = storage;
  }

  read(name: Preference): string | null {
    try {
      return this.#storage?.getItem(`swiftlet.${name}`) ?? null;
    } catch {
      return null;
    }
  }

  write(name: Preference, value: string): void {
    try {
      this.#storage?.setItem(`swiftlet.${name}`, value);
    } catch {
      // It lasts as long as the page.
    }
  }
}

/** The browser's storage of a kind, or null where the page may not have it. */
export function storageOrNull(kind: "localStorage" | "sessionStorage"): Storage | null {
  try {
    return window[kind];
  } catch {
    return null;
  }
}
