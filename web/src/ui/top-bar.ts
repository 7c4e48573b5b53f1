import type { Command } from "../commands/command";
import { messages } from "../messages";
import { type PageState, mayType } from "../session/page-state";
import { button, commandButton } from "./button";
import { element, setText } from "./dom";
import { icon, mark, setIcon } from "./icons";
import type { ThemeChoice } from "./theme";
import type { ToolchainPicker } from "./toolchain-picker";

/** What the top bar is made of, beside what it makes itself. */
export interface TopBarParts {
  /** Compiles and runs; null while nothing can. */
  readonly run: Command | null;
  readonly sending: readonly Command[];
  readonly interrupt: readonly Command[];
  readonly files: readonly Command[];
  readonly toolchains: ToolchainPicker;
  readonly menu: readonly HTMLElement[];
  nextTheme(): void;
}

/** The bar at the top: whose page it is, and what can be done. */
export class TopBar {
  readonly element: HTMLElement;
  readonly #toolchains: ToolchainPicker;
  readonly #sending: readonly HTMLButtonElement[];
  readonly #interrupt: readonly HTMLButtonElement[];
  readonly #theme: HTMLButtonElement;
  readonly #themeIcon = icon("system");

  constructor(parts: TopBarParts) {
    this.#toolchains = parts.toolchains;
    const { run } = parts;
    const last = parts.sending.length - 1;
    this.#sending = parts.sending.map((command, place) =>
      commandButton(command, run === null && place === last ? "primary" : ""),
    );
    this.#interrupt = parts.interrupt.map((command) => commandButton(command, "interrupt"));
    this.#theme = button({
      label: messages.theme.system,
      iconOnly: true,
      testId: "theme",
      className: "wide-only",
      action: () => parts.nextTheme(),
    });
    this.#theme.prepend(this.#themeIcon);
    this.element = element(
      "header",
      { class: "top-bar" },
      element("h1", { class: "name" }, mark(), element("span", { class: "word" }, messages.name)),
      this.#toolchains.element,
      element(
        "div",
        { class: "actions", role: "toolbar", "aria-label": messages.actions },
        ...this.#sending,
        ...(run === null ? [] : [commandButton(run, "primary")]),
        ...this.#interrupt,
        element("span", { class: "gap" }),
        ...parts.files.map((command) => commandButton(command, "wide-only")),
        this.#theme,
        ...parts.menu,
      ),
    );
  }

  update(state: PageState): void {
    this.#toolchains.show(state.toolchain, state.toolchainId);
    const able = mayType(state) && state.repl.state !== "starting";
    // Not `disabled`: that would take the focus away from who is on the button when the network fails.
    for (const one of [...this.#sending, ...this.#interrupt])
      one.setAttribute("aria-disabled", String(!able));
    const urgent = able && state.repl.state === "running";
    for (const one of this.#interrupt) one.classList.toggle("urgent", urgent);
  }

  showTheme(choice: ThemeChoice): void {
    setIcon(this.#themeIcon, choice);
    const label = messages.theme[choice];
    this.#theme.title = label;
    const text = this.#theme.querySelector(".label");
    if (text !== null) setText(text, label);
  }
}
