import { messages } from "../messages";
import { PASTE_LIMIT, type Paste } from "../terminal/paste";
import { ReplTerminal } from "../terminal/terminal";
import type { KeyBar } from "../ui/key-bar";
import type { Preferences } from "../ui/preferences";
import type { Theme } from "../ui/theme";
import type { Toast } from "../ui/toast";
import type { ProgramRun } from "./program-run";
import { answers } from "./run-state";

const HIDDEN_CURSOR = new TextEncoder().encode("\x1b[?25l");

/** What the program's terminal needs from the page. */
export interface RunTerminalWorld {
  readonly theme: Theme;
  /** Asked for each time. */
  parts(): { readonly toast: Toast };
  readonly preferences: Preferences;
  readonly keyBar: () => KeyBar;
}

/** The program's terminal: made when the first program is run. */
export class RunTerminal {
  readonly #host: HTMLElement;
  readonly #run: ProgramRun;
  readonly #world: RunTerminalWorld;
  #terminal: ReplTerminal | null = null;

  constructor(host: HTMLElement, run: ProgramRun, world: RunTerminalWorld) {
    this.#host = host;
    this.#run = run;
    this.#world = world;
    world.theme.onChange((shade) => this.#terminal?.setShade(shade));
  }

  /** Null: none was made yet. */
  get shown(): ReplTerminal | null {
    return this.#terminal;
  }

  open(): ReplTerminal {
    const { theme, preferences, keyBar } = this.#world;
    const screenReader = preferences.read("screenReader") === "true";
    this.#terminal ??= new ReplTerminal(
      this.#host,
      { shade: theme.shade, screenReader, label: messages.runs.terminalLabel },
      {
        input: (bytes) => this.#run.input(bytes),
        paste: (paste) => this.#paste(paste),
        resized: (size) => this.#run.resized(size),
        mayReply: () => answers(this.#run.state),
        controlUsed: () => keyBar().controlUsed(),
      },
    );
    return this.#terminal;
  }

  /** The program has ended: what it left switched on is off, and nobody waits for a key. */
  rest(): void {
    this.#terminal?.resetModes();
    this.#terminal?.output(HIDDEN_CURSOR, true, () => undefined);
  }

  /** A program reads lines: several are several. */
  #paste(paste: Paste): void {
    const { toast } = this.#world.parts();
    if (paste.kind === "too-long") toast.show(messages.pasteTooLong(paste.bytes, PASTE_LIMIT));
    else if (paste.kind !== "nothing") this.#terminal?.type(paste.text.replaceAll("\n", "\r"));
  }
}
