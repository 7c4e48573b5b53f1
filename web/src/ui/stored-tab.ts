import type { Tab } from "./tabs";
import type { ViewId } from "./terminal-views";

/** What of the page was shown: the pane, and the terminal's view, which may be shown beside the editor. */
export interface Shown {
  readonly tab: Tab;
  readonly view: ViewId;
}

const KEY = "swiftlet.shown";
const VIEWS: readonly unknown[] = ["repl", "run"] satisfies ViewId[];

/** Remembers what was shown with a session, for a reload of this browser tab. */
export class StoredTab {
  readonly #storage: Storage | null;

  constructor(storage: Storage | null) {
    this.#storage = storage;
  }

  /** With this session, or null: it is another one, or a first visit. */
  read(session: string): Shown | null {
    try {
      const stored = JSON.parse(this.#storage?.getItem(KEY) ?? "null") as unknown;
      if (typeof stored !== "object" || stored === null) return null;
      const { session: known, tab, view } = stored as { session?: unknown; tab?: unknown; view?: unknown };
      const good = known === session && VIEWS.includes(view) && (tab === "editor" || VIEWS.includes(tab));
      return good ? { tab: tab as Tab, view: view as ViewId } : null;
    } catch {
      return null;
    }
  }

  write(session: string, { tab, view }: Shown): void {
    try {
      this.#storage?.setItem(KEY, JSON.stringify({ session, tab, view }));
    } catch {
      // After a reload the REPL is shown.
    }
  }
}
