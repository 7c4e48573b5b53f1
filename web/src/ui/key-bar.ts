import { messages } from "../messages";
import { button } from "./button";
import { element } from "./dom";
import type { IconName } from "./icons";

/** What the key bar does. */
export interface KeyBarActions {
  type(text: string): void;
  /** The next character is typed with Ctrl, or no longer. */
  armControl(armed: boolean): void;
  interrupt(): void;
  endOfInput(): void;
}

interface Key {
  readonly label: string;
  readonly text: string;
  readonly icon?: IconName;
}

/** The keys that the keyboard of a phone lacks, above it. */
export class KeyBar {
  readonly element: HTMLElement;
  readonly #control: HTMLButtonElement;
  readonly #endOfInput: HTMLButtonElement;
  #armed = false;

  constructor(actions: KeyBarActions) {
    const { keys } = messages;
    const typing: readonly Key[] = [
      { label: keys.escape, text: "\x1b" },
      { label: keys.left, text: "\x1b[D", icon: "left" },
      { label: keys.up, text: "\x1b[A", icon: "up" },
      { label: keys.down, text: "\x1b[B", icon: "down" },
      { label: keys.right, text: "\x1b[C", icon: "right" },
    ];
    this.#control = button({
      label: keys.control,
      testId: "key-control",
      action: () => {
        this.#setArmed(!this.#armed);
        actions.armControl(this.#armed);
      },
    });
    this.#setArmed(false);
    this.#endOfInput = button({
      label: keys.endOfInput,
      hint: messages.runs.endOfInputHint,
      testId: "key-end-of-input",
      action: () => actions.endOfInput(),
    });
    this.showProgram(false);
    const tab = button({ label: keys.tab, testId: "key-tab", action: () => actions.type("\t") });
    this.element = element(
      "div",
      { class: "key-bar", role: "toolbar", "aria-label": messages.keyBar, "data-testid": "key-bar" },
      tab,
      this.#control,
      ...typing.map((key) => typingButton(key, actions)),
      this.#endOfInput,
      button({
        label: messages.interrupt,
        icon: "interrupt",
        iconOnly: true,
        testId: "key-interrupt",
        action: () => actions.interrupt(),
      }),
    );
    // The focus stays in the terminal, and with it the keyboard.
    this.element.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  /** The armed Ctrl was used by a key. */
  controlUsed(): void {
    this.#setArmed(false);
  }

  /** Whether the keys are a program's; the REPL would end with its input. */
  showProgram(shown: boolean): void {
    this.#endOfInput.hidden = !shown;
  }

  #setArmed(armed: boolean): void {
    this.#armed = armed;
    this.#control.setAttribute("aria-pressed", String(armed));
  }
}

function typingButton({ label, text, icon }: Key, actions: KeyBarActions): HTMLButtonElement {
  const action = () => actions.type(text);
  return icon === undefined ? button({ label, action }) : button({ label, icon, iconOnly: true, action });
}
