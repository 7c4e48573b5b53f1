import { type Files, inOrder } from "../editor/file-set";

const KEY = "swiftlet.run";

/** Remembers, for a reload of this tab, which texts a run was given: not the texts, only whether they are the same. */
export class KnownText {
  readonly #storage: Storage | null;

  constructor(storage: Storage | null) {
    this.#storage = storage;
  }

  remember(run: string, files: Files): void {
    const marks = Object.fromEntries([...files].map(([name, text]) => [name, mark(text)]));
    try {
      this.#storage?.setItem(KEY, JSON.stringify({ run, marks }));
    } catch {
      // After a reload nothing is shown in the text.
    }
  }

  /** Those of these files that the run was given just so, or null: none. */
  same(run: string, files: Files): Files | null {
    const marks = this.#read(run);
    const same = [...files].filter(
      ([name, text]) => Object.hasOwn(marks, name) && marks[name] === mark(text),
    );
    return same.length === 0 ? null : inOrder(same);
  }

  #read(run: string): Readonly<Record<string, unknown>> {
    try {
      const stored = JSON.parse(this.#storage?.getItem(KEY) ?? "null") as unknown;
      if (typeof stored !== "object" || stored === null) return {};
      const { run: known, marks } = stored as { run?: unknown; marks?: unknown };
      return known === run && typeof marks === "object" && marks !== null ? { ...marks } : {};
    } catch {
      return {};
    }
  }
}

/** Two 32-bit FNV hashes and the length: what is the same by chance is not to be feared here. */
function mark(text: string): string {
  let one = 0x811c9dc5;
  let other = 0x1234567;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ (unit + at), 0x01000193);
  }
  return `${text.length}:${(one >>> 0).toString(36)}:${(other >>> 0).toString(36)}`;
}
