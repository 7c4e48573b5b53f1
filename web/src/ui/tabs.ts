import { messages } from "../messages";
import { type Disposable, Disposables } from "./disposable";
import { element } from "./dom";
import type { Preferences } from "./preferences";

export type Tab = "editor" | "terminal";

/** The width up to which only one pane fits. The style sheets know it too. */
const NARROW = "(max-width: 720px)";

/** On a narrow page, the tabs that the panes become. */
export class Tabs implements Disposable {
  readonly element: HTMLElement;
  readonly #workspace: HTMLElement;
  readonly #preferences: Preferences;
  readonly #narrow = window.matchMedia(NARROW);
  readonly #disposables = new Disposables();
  readonly #buttons: Record<Tab, HTMLButtonElement>;

  constructor(workspace: HTMLElement, preferences: Preferences) {
    this.#workspace = workspace;
    this.#preferences = preferences;
    this.#buttons = {
      editor: this.#tab("editor", messages.editorPane),
      terminal: this.#tab("terminal", messages.terminalPane),
    };
    this.element = element(
      "div",
      { class: "tabs", role: "tablist", "aria-label": messages.panes },
      this.#buttons.editor,
      this.#buttons.terminal,
    );
    this.#disposables.listen<KeyboardEvent>(this.element, "keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      this.show(this.active === "editor" ? "terminal" : "editor");
      this.#buttons[this.active].focus();
    });
    this.show(preferences.read("tab") === "editor" ? "editor" : "terminal");
  }

  get active(): Tab {
    return this.#workspace.dataset["tab"] === "editor" ? "editor" : "terminal";
  }

  /** Whether only the active pane is on the page. */
  get narrow(): boolean {
    return this.#narrow.matches;
  }

  show(tab: Tab): void {
    this.#workspace.dataset["tab"] = tab;
    this.#preferences.write("tab", tab);
    for (const [name, button] of Object.entries(this.#buttons)) {
      button.setAttribute("aria-selected", String(name === tab));
      button.tabIndex = name === tab ? 0 : -1;
    }
  }

  /** Marks the terminal's tab: something there wants attention. */
  setAttention(wanted: boolean): void {
    this.#buttons.terminal.classList.toggle("attention", wanted);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #tab(tab: Tab, label: string): HTMLButtonElement {
    const attributes = { type: "button", role: "tab", class: "tab", "aria-controls": `${tab}-pane` };
    const made = element("button", { ...attributes, "data-testid": `tab-${tab}` }, label);
    this.#disposables.listen(made, "click", () => this.show(tab));
    return made;
  }
}
