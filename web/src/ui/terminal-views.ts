import { messages } from "../messages";
import { element } from "./dom";
import { TabList } from "./tab-list";

/** What the terminal's pane can show, by its name. */
export type ViewId = keyof typeof messages.views;

/** One of the things that the terminal's pane can show. */
export interface TerminalView {
  readonly id: ViewId;
  readonly panel: HTMLElement;
}

/** The views of the terminal's pane, one at a time. A title where there is one view, tabs where there are more. */
export class TerminalViews {
  /** The pane's title. */
  readonly element: HTMLElement;
  readonly views: readonly TerminalView[];
  readonly #list: TabList<ViewId> | null = null;
  readonly #listeners = new Set<(id: ViewId) => void>();
  #active: ViewId = "repl";

  constructor(views: readonly TerminalView[]) {
    this.views = views;
    if (views.length === 1) {
      this.element = element("h2", { class: "pane-title" }, messages.views.repl);
    } else {
      const specs = views.map(({ id, panel }) => ({
        id,
        label: messages.views[id],
        controls: panel.id,
        testId: `view-${id}`,
      }));
      this.#list = new TabList(messages.terminalPane, "view-tabs", specs, (id) => this.show(id));
      this.element = element("div", { class: "pane-title views-title" }, this.#list.element);
      for (const { panel } of views) panel.role = "tabpanel";
    }
    this.show("repl");
  }

  get active(): ViewId {
    return this.#active;
  }

  show(id: ViewId): void {
    this.#active = id;
    for (const { id: one, panel } of this.views) panel.hidden = one !== id;
    this.#list?.select(id);
    for (const listener of this.#listeners) listener(id);
  }

  setAttention(id: ViewId, wanted: boolean): void {
    this.#list?.setAttention(id, wanted);
  }

  onShow(listener: (id: ViewId) => void): void {
    this.#listeners.add(listener);
  }
}
