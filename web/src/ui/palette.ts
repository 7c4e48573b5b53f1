import type { Command } from "../commands/command";
import { findCommands } from "../commands/filter";
import { isPressed, keysLabel } from "../commands/keys";
import { messages } from "../messages";
import { element, setText } from "./dom";

/** What opens it closes it, too; the browser would do something else with it. */
const OPENERS = ["Mod+K", "F1"];

/** All commands by their names: type a part of one, choose with the arrows, Enter does it. */
export class Palette {
  readonly element: HTMLDialogElement;
  readonly #commands: () => readonly Command[];
  readonly #input: HTMLInputElement;
  readonly #list = element("ul", {
    id: "palette-list",
    role: "listbox",
    "aria-label": messages.palette.label,
  });
  readonly #none = element("p", { class: "palette-none", hidden: true }, messages.palette.none);
  readonly #spoken = element("span", { class: "unseen", role: "status" });
  #found: readonly Command[] = [];
  #chosen = 0;

  /** @param commands asked each time it opens */
  constructor(commands: () => readonly Command[]) {
    this.#commands = commands;
    this.#input = element("input", {
      class: "palette-input",
      type: "text",
      role: "combobox",
      "aria-label": messages.palette.label,
      "aria-expanded": "true",
      "aria-autocomplete": "list",
      "aria-controls": "palette-list",
      placeholder: messages.palette.placeholder,
      autocomplete: "off",
      spellcheck: "false",
      "data-testid": "palette-input",
    });
    this.element = element(
      "dialog",
      { class: "palette", "aria-label": messages.palette.label, closedby: "any", "data-testid": "palette" },
      this.#input,
      this.#list,
      this.#none,
      this.#spoken,
    );
    this.#input.addEventListener("input", () => this.#find());
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  open(): void {
    this.#input.value = "";
    this.#find();
    this.element.showModal();
    this.#input.focus();
  }

  #find(): void {
    this.#found = findCommands(this.#commands(), this.#input.value);
    this.#list.replaceChildren(...this.#found.map((command, place) => this.#row(command, place)));
    this.#list.hidden = this.#found.length === 0;
    this.#none.hidden = this.#found.length > 0;
    const count = messages.palette.count(this.#found.length);
    setText(this.#spoken, this.#found.length === 0 ? messages.palette.none : count);
    this.#choose(0);
  }

  #choose(place: number): void {
    const rows = [...this.#list.children];
    this.#chosen = rows.length === 0 ? 0 : (place + rows.length) % rows.length;
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === this.#chosen)));
    const row = rows[this.#chosen];
    if (row === undefined) this.#input.removeAttribute("aria-activedescendant");
    else this.#input.setAttribute("aria-activedescendant", row.id);
    row?.scrollIntoView({ block: "nearest" });
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const page = 8;
    const steps: Partial<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      const last = this.#found.length - 1;
      const target = this.#chosen + step;
      this.#choose(Math.abs(step) === 1 ? target : Math.min(last, Math.max(0, target)));
    } else if (event.key === "Enter") this.#run(this.#found[this.#chosen]);
    else if (OPENERS.some((keys) => isPressed(event, keys))) this.element.close();
    else return;
    event.preventDefault();
  }

  #run(command: Command | undefined): void {
    if (command === undefined || (command.refusal?.() ?? null) !== null) return;
    // First, so that what the command focuses keeps the focus.
    this.element.close();
    command.run();
  }

  #row(command: Command, place: number): HTMLElement {
    const refusal = command.refusal?.() ?? null;
    const row = element(
      "li",
      {
        class: "palette-row",
        id: `palette-${place}`,
        role: "option",
        "aria-disabled": refusal === null ? false : "true",
        "data-testid": `do-${command.id}`,
      },
      element("span", { class: "palette-name", lang: command.lang ?? false }, command.label),
    );
    if (refusal !== null) row.append(element("span", { class: "palette-note" }, refusal));
    if (command.on?.() === true) row.append(element("span", { class: "palette-note" }, messages.palette.on));
    const keys = command.keys?.[0];
    if (keys !== undefined) row.append(element("kbd", {}, keysLabel(keys)));
    // The focus stays in the field.
    row.addEventListener("mousedown", (event) => event.preventDefault());
    row.addEventListener("mousemove", () => {
      if (this.#chosen !== place) this.#choose(place);
    });
    row.addEventListener("click", () => this.#run(command));
    return row;
  }
}
