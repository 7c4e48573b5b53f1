import type { PageActions, PageParts } from "./page";
import type { RunPage } from "./run/run-page";
import type { ReplTerminal } from "./terminal/terminal";
import type { KeyBarActions } from "./ui/key-bar";
import type { TerminalViews } from "./ui/terminal-views";

/** The parts that this needs; those that come later are asked for each time. */
export interface ShownTerminalParts {
  readonly views: TerminalViews;
  readonly running: RunPage;
  readonly parts: () => PageParts;
  readonly actions: () => PageActions;
}

/** What is meant for the terminal that is shown: the REPL's, or the program's. */
export class ShownTerminal implements KeyBarActions {
  readonly #page: ShownTerminalParts;

  constructor(page: ShownTerminalParts) {
    this.#page = page;
  }

  type(text: string): void {
    this.#terminal.type(text);
  }

  armControl(armed: boolean): void {
    this.#terminal.armControl(armed);
  }

  interrupt(): void {
    const { views, running, actions } = this.#page;
    if (views.active === "run" && running.isGoing) running.interrupt();
    else actions().interrupt();
  }

  endOfInput(): void {
    this.#page.running.endOfInput();
  }

  get #terminal(): ReplTerminal {
    const { views, running, parts } = this.#page;
    return (views.active === "run" ? running.terminal : null) ?? parts().terminal;
  }
}
