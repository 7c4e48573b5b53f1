import { type Disposable, Disposables } from "../ui/disposable";
import { onMac } from "../ui/dom";
import type { Command } from "./command";
import { isPressed } from "./keys";

/** Runs the commands whose keys work outside the editor; those within are the editor's own business. */
export class KeyCommands implements Disposable {
  readonly #disposables = new Disposables();
  readonly #commands: readonly Command[];
  readonly #terminal: HTMLElement;

  /** @param terminal where the keyboard is a program's */
  constructor(commands: readonly Command[], terminal: HTMLElement) {
    this.#commands = commands;
    this.#terminal = terminal;
    // Before the editor and the terminal hear of it.
    this.#disposables.listen<KeyboardEvent>(window, "keydown", (event) => this.#pressed(event), {
      capture: true,
    });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #pressed(event: KeyboardEvent): void {
    if (event.isComposing || document.querySelector("dialog:modal") !== null) return;
    const command = this.#commands.find((one) => this.#isFor(event, one));
    if (command === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) command.run();
  }

  #isFor(event: KeyboardEvent, { keys = [], keysIn }: Command): boolean {
    const { target } = event;
    const here = target instanceof HTMLElement ? target : document.body;
    if (keysIn === undefined || keysIn === "editor") return false;
    if (keysIn === "outside-text" && takesText(here)) return false;
    // Ctrl+K deletes to the end of the line in LLDB; Cmd means nothing to a program.
    const program = event.ctrlKey && !onMac() && this.#terminal.contains(here);
    return keys.some((one) => isPressed(event, one) && !(program && /^Mod\+[A-Z]$/.test(one)));
  }
}

function takesText(target: HTMLElement): boolean {
  return target.isContentEditable || target.matches("input, textarea, select");
}
