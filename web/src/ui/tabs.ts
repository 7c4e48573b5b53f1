import { messages } from "../messages";
import { type Preferences, storageOrNull } from "./preferences";
import { StoredTab } from "./stored-tab";
import { TabList } from "./tab-list";
import type { TerminalViews, ViewId } from "./terminal-views";

/** What a narrow page shows one of. */
export type Tab = "editor" | ViewId;

/** The width up to which only one pane fits. The style sheets know it too. */
const NARROW = "(max-width: 720px)";

/** On a narrow page, the tabs that the panes and the terminal's views become. */
export class Tabs {
  readonly element: HTMLElement;
  readonly #workspace: HTMLElement;
  readonly #preferences: Preferences;
  readonly #views: TerminalViews;
  readonly #narrow = window.matchMedia(NARROW);
  readonly #list: TabList<Tab>;
  readonly #stored: StoredTab;
  #session: string | null = null;

  constructor(
    workspace: HTMLElement,
    preferences: Preferences,
    views: TerminalViews,
    stored = new StoredTab(storageOrNull("sessionStorage")),
  ) {
    this.#workspace = workspace;
    this.#preferences = preferences;
    this.#stored = stored;
    this.#views = views;
    const specs = views.views.map(({ id, panel }) => ({
      id,
      label: messages.views[id],
      controls: panel.id,
    }));
    this.#list = new TabList<Tab>(
      messages.panes,
      "tabs",
      [{ id: "editor", label: messages.editorPane, controls: "editor-pane" }, ...specs],
      (tab) => this.show(tab),
    );
    this.element = this.#list.element;
    views.onShow((view) => {
      if (this.active !== "editor") this.#list.select(view);
      this.#remember();
    });
    this.show(preferences.read("tab") === "editor" ? "editor" : "repl");
  }

  get active(): Tab {
    return this.#workspace.dataset["tab"] === "editor" ? "editor" : this.#views.active;
  }

  /** Whether only the active pane is on the page. */
  get narrow(): boolean {
    return this.#narrow.matches;
  }

  show(tab: Tab): void {
    this.#workspace.dataset["tab"] = tab === "editor" ? "editor" : "terminal";
    if (tab !== "editor") this.#views.show(tab);
    this.#preferences.write("tab", tab);
    this.#list.select(tab);
    this.#remember();
  }

  /** The page is with this session from now on: where it comes back to it, what was open is open again. */
  joins(session: string): void {
    const before = this.#session === null ? this.#stored.read(session) : null;
    this.#session = session;
    if (before === null) this.#remember();
    else {
      this.#views.show(before.view);
      this.show(before.tab);
    }
  }

  #remember(): void {
    if (this.#session !== null)
      this.#stored.write(this.#session, { tab: this.active, view: this.#views.active });
  }

  /** Marks a view's tab: something there wants attention. */
  setAttention(view: ViewId, wanted: boolean): void {
    this.#list.setAttention(view, wanted);
    this.#views.setAttention(view, wanted);
  }
}
