import { MAIN } from "../editor/file-set";
import { messages } from "../messages";
import { button } from "./button";
import { element } from "./dom";
import { HiddenEnds } from "./hidden-ends";
import { icon } from "./icons";
import { NameField } from "./name-field";

/** What the tabs of files do. */
export interface FileTabsActions {
  /** @param focus whether the keyboard goes to the editor */
  show(name: string, focus: boolean): void;
  /** The name is checked already. @returns whether there is such a file now */
  add(name: string): void;
  rename(from: string, to: string): void;
  remove(name: string): void;
  /** Whether there is room for another; says so if not. */
  mayAdd(): boolean;
}

/** The editor's title: a tab for each file, and a button for another one. */
export class FileTabs {
  readonly element: HTMLElement;
  readonly #actions: FileTabsActions;
  readonly #list = element("div", {
    class: "file-list",
    role: "tablist",
    "aria-label": messages.files.label,
  });
  readonly #ends = new HiddenEnds(this.#list);
  readonly #add: HTMLButtonElement;
  #names: readonly string[] = [MAIN];
  #active: string = MAIN;
  #field: NameField | null = null;

  constructor(actions: FileTabsActions) {
    this.#actions = actions;
    this.#add = button({
      label: messages.files.add,
      hint: messages.files.add,
      icon: "add",
      iconOnly: true,
      testId: "add-file",
      className: "small",
      takesFocus: true,
      action: () => this.askForNew(),
    });
    this.element = element("div", { class: "pane-title file-tabs" }, this.#list, this.#add);
    this.#list.addEventListener("keydown", (event) => this.#key(event));
    this.update(this.#names, this.#active);
  }

  get names(): readonly string[] {
    return this.#names;
  }

  /** The name of the file that is shown. */
  get active(): string {
    return this.#active;
  }

  update(names: readonly string[], active: string): void {
    const hadFocus = this.#list.contains(document.activeElement);
    this.#names = names;
    this.#active = active;
    this.#list.replaceChildren(...names.map((name) => this.#tab(name)));
    const shown = this.#list.querySelector<HTMLElement>('[aria-selected="true"]');
    shown?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (hadFocus) shown?.focus();
    this.#ends.update();
  }

  /** Asks for the name of a new file, and makes it. */
  askForNew(): void {
    if (!this.#actions.mayAdd()) return;
    this.#ask("", this.#names, (name) => this.#actions.add(name));
  }

  /** Asks for another name for the file that is shown, unless it is the main one. */
  askForName(name = this.#active): void {
    if (name === MAIN) return;
    const others = this.#names.filter((other) => other !== name);
    this.#ask(name, others, (other) => {
      if (other !== name) this.#actions.rename(name, other);
    });
  }

  #ask(name: string, taken: readonly string[], answer: (name: string) => void): void {
    this.#field?.cancel();
    const tab = name === "" ? null : this.#tabOf(name);
    const field = new NameField(name, taken, (chosen, isAway) => {
      this.#field = null;
      if (tab !== null) tab.hidden = false;
      field.element.remove();
      if (chosen !== null) answer(chosen);
      else if (!isAway) this.#actions.show(this.#active, true);
    });
    this.#field = field;
    if (tab !== null) tab.hidden = true;
    // Not within the list, which has tabs and nothing else.
    this.#add.before(field.element);
    field.focus();
  }

  #tabOf(name: string): HTMLElement | null {
    return [...this.#list.querySelectorAll<HTMLElement>("[role=tab]")][this.#names.indexOf(name)] ?? null;
  }

  #tab(name: string): HTMLElement {
    const selected = name === this.#active;
    const main = name === MAIN;
    const tab = element(
      "button",
      {
        type: "button",
        class: "file-tab",
        role: "tab",
        "aria-selected": String(selected),
        "aria-controls": "editor-host",
        "data-testid": "file-tab",
        title: main ? messages.files.mainHint : `${name} · ${messages.files.tabHint}`,
        tabindex: selected ? "0" : "-1",
      },
      element("span", { class: "file-name" }, name),
    );
    // For the mouse; the keyboard has Delete.
    const close = element("span", { class: "file-close", "aria-hidden": "true" }, icon("close"));
    close.title = messages.files.closeHint(name);
    close.addEventListener("click", (event) => {
      event.stopPropagation();
      this.#actions.remove(name);
    });
    if (!main) tab.append(close);
    tab.addEventListener("click", () => this.#actions.show(name, true));
    tab.addEventListener("dblclick", () => this.askForName(name));
    return tab;
  }

  #key(event: KeyboardEvent): void {
    const here = this.#names.indexOf(this.#active);
    const last = this.#names.length - 1;
    const target = {
      ArrowLeft: here === 0 ? last : here - 1,
      ArrowRight: here === last ? 0 : here + 1,
      Home: 0,
      End: last,
    }[event.key];
    if (target !== undefined) this.#actions.show(this.#names[target] ?? MAIN, false);
    else if (event.key === "F2") this.askForName();
    else if (event.key === "Delete" && this.#active !== MAIN) this.#actions.remove(this.#active);
    else return;
    event.preventDefault();
  }
}
