import { element } from "./dom";

/** A tab and what it shows. */
export interface TabSpec<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** The id of the element that it shows. */
  readonly controls: string;
  /** Names it to tests. */
  readonly testId?: string;
}

/** A row of tabs: one is chosen, the arrow keys go to the next. Says what is chosen; shows nothing itself. */
export class TabList<Id extends string> {
  readonly element: HTMLElement;
  readonly #tabs: ReadonlyMap<Id, HTMLButtonElement>;
  readonly #choose: (id: Id) => void;

  /** @param choose called when a person chooses; answer with `select` */
  constructor(label: string, className: string, specs: readonly TabSpec<Id>[], choose: (id: Id) => void) {
    this.#choose = choose;
    this.#tabs = new Map(specs.map((spec) => [spec.id, this.#tab(spec)]));
    this.element = element("div", { class: className, role: "tablist", "aria-label": label });
    this.element.append(...this.#tabs.values());
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  select(id: Id): void {
    for (const [name, tab] of this.#tabs) {
      tab.setAttribute("aria-selected", String(name === id));
      tab.tabIndex = name === id ? 0 : -1;
    }
  }

  /** Marks a tab: something there wants attention. */
  setAttention(id: Id, wanted: boolean): void {
    this.#tabs.get(id)?.classList.toggle("attention", wanted);
  }

  #tab({ id, label, controls, testId = `tab-${id}` }: TabSpec<Id>): HTMLButtonElement {
    const attributes = { type: "button", role: "tab", class: "tab", "aria-controls": controls };
    const made = element("button", { ...attributes, "data-testid": testId }, label);
    made.addEventListener("click", () => this.#choose(id));
    return made;
  }

  #key(event: KeyboardEvent): void {
    const ids = [...this.#tabs.keys()];
    const here = ids.findIndex((id) => this.#tabs.get(id) === document.activeElement);
    const step = { ArrowLeft: ids.length - 1, ArrowRight: 1 }[event.key];
    if (step === undefined || here === -1) return;
    const id = ids[(here + step) % ids.length];
    if (id === undefined) return;
    this.#choose(id);
    this.#tabs.get(id)?.focus();
    event.preventDefault();
  }
}
