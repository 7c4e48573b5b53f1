import { messages } from "../messages";
import { type PageState, mayType } from "../session/page-state";
import { button } from "./button";
import { element, onMac, setText } from "./dom";
import { icon, mark, setIcon } from "./icons";
import type { ThemeChoice } from "./theme";

/** What the top bar can ask for. */
export interface TopBarActions {
  sendSelection(): void;
  sendAll(): void;
  interrupt(): void;
  open(): void;
  download(): void;
  nextTheme(): void;
}

/** The bar at the top: whose page it is, and what can be done. */
export class TopBar {
  readonly element: HTMLElement;
  readonly #toolchain = element("span", { class: "toolchain", "data-testid": "toolchain" });
  readonly #sending: readonly HTMLButtonElement[];
  readonly #interrupt: HTMLButtonElement;
  readonly #theme: HTMLButtonElement;
  readonly #themeIcon = icon("system");

  constructor(actions: TopBarActions, menu: readonly HTMLElement[]) {
    const selectionKey = onMac() ? "⇧⏎" : "Shift+Enter";
    const allKey = onMac() ? "⌘⏎" : "Ctrl+Enter";
    this.#sending = [
      button({
        label: messages.sendSelection,
        hint: messages.sendSelectionHint(selectionKey),
        icon: "sendLine",
        testId: "send-selection",
        action: () => actions.sendSelection(),
      }),
      button({
        label: messages.sendAll,
        hint: messages.sendAllHint(allKey),
        icon: "sendAll",
        testId: "send-all",
        className: "primary",
        action: () => actions.sendAll(),
      }),
    ];
    this.#interrupt = button({
      label: messages.interrupt,
      hint: messages.interruptHint,
      icon: "interrupt",
      testId: "interrupt",
      className: "interrupt",
      action: () => actions.interrupt(),
    });
    this.#theme = button({
      label: messages.theme.system,
      iconOnly: true,
      testId: "theme",
      action: () => actions.nextTheme(),
    });
    this.#theme.prepend(this.#themeIcon);
    this.element = element(
      "header",
      { class: "top-bar" },
      element("h1", { class: "name" }, mark(), element("span", { class: "word" }, messages.name)),
      this.#toolchain,
      element(
        "div",
        { class: "actions", role: "toolbar", "aria-label": messages.actions },
        ...this.#sending,
        this.#interrupt,
        element("span", { class: "gap" }),
        ...fileButtons(actions),
        this.#theme,
        ...menu,
      ),
    );
  }

  update(state: PageState): void {
    setText(this.#toolchain, state.toolchain ?? "");
    const able = mayType(state) && state.repl.state !== "starting";
    // Not `disabled`: that would take the focus away from who is on the button when the network fails.
    for (const one of [...this.#sending, this.#interrupt]) one.setAttribute("aria-disabled", String(!able));
    this.#interrupt.classList.toggle("urgent", able && state.repl.state === "running");
  }

  showTheme(choice: ThemeChoice): void {
    setIcon(this.#themeIcon, choice);
    const label = messages.theme[choice];
    this.#theme.title = label;
    const text = this.#theme.querySelector(".label");
    if (text !== null) setText(text, label);
  }
}

function fileButtons(actions: TopBarActions): HTMLButtonElement[] {
  return [
    button({
      label: messages.open,
      hint: messages.openHint,
      icon: "open",
      testId: "open",
      action: () => actions.open(),
    }),
    button({
      label: messages.download,
      hint: messages.downloadHint,
      icon: "download",
      testId: "download",
      action: () => actions.download(),
    }),
  ];
}
