import { messages } from "../messages";
import type { Toolchain } from "../session/toolchains-api";
import { element, setText } from "./dom";
import { icon } from "./icons";

/** What the picker needs. */
export interface ToolchainPickerActions {
  choose(toolchain: Toolchain): void;
  /** It is about to be opened: what there is may have changed. */
  opening(): void;
}

/** The toolchain in the top bar: a name, and where there are several, a choice. */
export class ToolchainPicker {
  readonly element = element("div", { class: "toolchain", "data-testid": "toolchain" });
  readonly #actions: ToolchainPickerActions;
  readonly #name = element("span", { class: "toolchain-name" });
  readonly #opener: HTMLButtonElement;
  readonly #panel = element("div", { class: "menu toolchain-menu", id: "toolchains", popover: "auto" });
  #toolchains: readonly Toolchain[] = [];
  #present: string | null = null;

  constructor(actions: ToolchainPickerActions) {
    this.#actions = actions;
    this.#opener = element("button", {
      type: "button",
      class: "button toolchain-button",
      popovertarget: "toolchains",
      "data-testid": "toolchain-picker",
    });
    this.element.append(this.#name, this.#panel);
    this.#panel.addEventListener("beforetoggle", (event) => {
      if (event.newState !== "open") return;
      this.#place();
      this.#actions.opening();
    });
  }

  /** @param present the session's, by its id; null: not known */
  show(label: string | null, present: string | null): void {
    setText(this.#name, label ?? "");
    if (present === this.#present) return;
    this.#present = present;
    this.#fill();
  }

  offer(toolchains: readonly Toolchain[]): void {
    // A row that has the focus is not to go for nothing.
    if (JSON.stringify(toolchains) === JSON.stringify(this.#toolchains)) return;
    this.#toolchains = toolchains;
    if (toolchains.length > 1 && this.#opener.parentElement === null) {
      const label = element("span", { class: "unseen" }, messages.toolchain.label);
      this.#opener.append(label, " ", this.#name, icon("chevron"));
      this.element.prepend(this.#opener);
    }
    this.#fill();
  }

  #fill(): void {
    this.#panel.replaceChildren(...this.#toolchains.map((toolchain) => this.#row(toolchain)));
  }

  #row(toolchain: Toolchain): HTMLButtonElement {
    const { id, label, available, reason } = toolchain;
    const present = id === this.#present;
    const row = element(
      "button",
      {
        type: "button",
        class: "button menu-item toolchain-row",
        "aria-pressed": String(present),
        "aria-disabled": available ? false : "true",
        "data-testid": `toolchain-${id}`,
      },
      element("span", { class: "label" }, label),
    );
    if (!available) {
      row.append(element("span", { class: "reason" }, reason ?? messages.toolchain.unavailable));
    }
    row.addEventListener("click", () => {
      if (!available) return;
      this.#panel.hidePopover();
      if (!present) this.#actions.choose(toolchain);
    });
    return row;
  }

  #place(): void {
    const { left, bottom } = this.#opener.getBoundingClientRect();
    this.#panel.style.left = `${left}px`;
    this.#panel.style.top = `${bottom + 4}px`;
  }
}
