import { Unicode11Addon } from "@xterm/addon-unicode11";
import { Terminal } from "@xterm/xterm";
import { messages } from "../messages";
import type { TerminalSize } from "../protocol/messages.gen";
import { type Disposable, Disposables } from "../ui/disposable";
import type { Shade } from "../ui/theme";
import { bufferText } from "./buffer-text";
import { FONT_SIZE, Fit } from "./fit";
import { makeInert } from "./inert";
import { keyAction, withControl } from "./keys";
import { type Paste, readPaste } from "./paste";
import { QueryReplies } from "./query-replies";
import { drawWithWebgl } from "./renderer";
import { modesReset } from "./reset";
import { TERMINAL_THEMES } from "./theme";
import { WriteQueue } from "./write-queue";

const FONT = '"JetBrains Mono", ui-monospace, "DejaVu Sans Mono", monospace';
/** Lines kept above the screen. */
const SCROLLBACK_LINES = 10_000;

/** What a terminal tells. */
export interface TerminalEvents {
  /** Bytes typed, or the answer to a program's query. */
  input(bytes: Uint8Array<ArrayBuffer>): void;
  paste(paste: Paste): void;
  /** This client has room for another size. */
  resized(size: TerminalSize): void;
  /** Whether this client is the one to answer queries. */
  mayReply(): boolean;
  /** The Ctrl key of the key bar was used up. */
  controlUsed(): void;
}

/** How a terminal looks. */
export interface TerminalLook {
  readonly shade: Shade;
  readonly screenReader: boolean;
  /** What a screen reader calls it; the REPL's where nothing is said. */
  readonly label?: string;
}

/** The terminal on the page: xterm.js, with nothing that a program could use against the person in front of it. */
export class ReplTerminal implements Disposable {
  readonly #events: TerminalEvents;
  readonly #disposables = new Disposables();
  readonly #terminal: Terminal;
  readonly #queue: WriteQueue;
  readonly #replies: QueryReplies;
  readonly #fit: Fit;
  #controlArmed = false;

  /** @param host must be on the page, and its font loaded */
  constructor(host: HTMLElement, look: TerminalLook, events: TerminalEvents) {
    this.#events = events;
    Terminal.strings.promptLabel = look.label ?? messages.terminalLabel;
    Terminal.strings.tooMuchOutput = messages.terminalTooMuch;
    const terminal = new Terminal(options(look));
    this.#terminal = this.#disposables.add(terminal);
    this.#queue = new WriteQueue((bytes, drawn) => terminal.write(bytes, drawn));
    this.#replies = new QueryReplies(terminal, () => !this.#queue.replaying && events.mayReply());
    this.#disposables.add(this.#replies);
    this.#disposables.add(makeInert(terminal));
    terminal.loadAddon(new Unicode11Addon());
    terminal.unicode.activeVersion = "11";
    terminal.open(host);
    this.#listen(host);
    this.#fit = this.#disposables.add(new Fit(terminal, host, (size) => events.resized(size)));
    void drawWithWebgl(terminal);
  }

  /** The size that this client has room for. */
  get size(): TerminalSize {
    return this.#fit.own;
  }

  output(bytes: Uint8Array, replay: boolean, drawn: () => void): void {
    this.#queue.output(bytes, replay, drawn);
  }

  /** Empties the terminal, after what waits to be drawn. */
  reset(): void {
    this.#queue.reset();
  }

  /** Undoes what a program left switched on; the text stays. */
  resetModes(): void {
    const alternate = this.#terminal.buffer.active.type === "alternate";
    this.#queue.output(modesReset(alternate), true, () => undefined);
  }

  /** Marks the place where another REPL begins; what is above it stays. */
  separate(label: string): void {
    this.resetModes();
    const line = new TextEncoder().encode(`\r\n\x1b[2m── ${label} ──\x1b[0m\r\n`);
    this.#queue.output(line, true, () => undefined);
  }

  /** Shows the terminal at another client's size; null: at its own. */
  follow(size: TerminalSize | null): void {
    this.#fit.follow(size);
  }

  setTypist(mayType: boolean): void {
    this.#terminal.options.disableStdin = !mayType;
  }

  setShade(shade: Shade): void {
    this.#terminal.options.theme = TERMINAL_THEMES[shade];
  }

  setScreenReader(on: boolean): void {
    this.#terminal.options.screenReaderMode = on;
  }

  /** The next character typed is sent with Ctrl. */
  armControl(armed: boolean): void {
    this.#controlArmed = armed;
  }

  /** Types text as if by the keyboard. */
  type(text: string): void {
    this.#terminal.input(text, true);
  }

  focus(): void {
    this.#terminal.focus();
  }

  /** All lines, those above the screen included; wrapped ones are whole. */
  text(): string {
    return bufferText(this.#terminal.buffer.active);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #listen(host: HTMLElement): void {
    this.#disposables.add(this.#terminal.onData((data) => this.#typed(data)));
    this.#disposables.add(this.#terminal.onBinary((data) => this.#events.input(latin1(data))));
    this.#terminal.attachCustomKeyEventHandler((event) => this.#key(event));
    // Before xterm, which would let escape sequences through.
    this.#disposables.listen<ClipboardEvent>(host, "paste", (event) => this.#paste(event), { capture: true });
  }

  #typed(data: string): void {
    if (!this.#replies.passes(data)) return;
    const text = this.#controlArmed ? withControl(data) : data;
    if (this.#controlArmed) {
      this.#controlArmed = false;
      this.#events.controlUsed();
    }
    this.#events.input(new TextEncoder().encode(text));
  }

  #key(event: KeyboardEvent): boolean {
    const action = keyAction(event);
    if (action === "copy" && event.type === "keydown") {
      event.preventDefault();
      // xterm hears the copy event and brings its selection. `navigator.clipboard` is missing on plain http.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      document.execCommand("copy");
    }
    return action === "send";
  }

  #paste(event: ClipboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    if (this.#terminal.options.disableStdin === true) return;
    this.#events.paste(readPaste(event.clipboardData?.getData("text/plain") ?? ""));
  }
}

function options({ shade, screenReader }: TerminalLook): ConstructorParameters<typeof Terminal>[0] {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    allowProposedApi: true, // for the widths of Unicode 11: LLDB counts an emoji as two cells
    cursorBlink: !still,
    fontFamily: FONT,
    fontSize: FONT_SIZE,
    linkHandler: null,
    lineHeight: 1.2,
    minimumContrastRatio: 4.5,
    screenReaderMode: screenReader,
    scrollback: SCROLLBACK_LINES,
    theme: TERMINAL_THEMES[shade],
    windowOptions: {},
  };
}

/** Mouse reports of the old kind are bytes, not characters. */
function latin1(data: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(data, (character) => character.charCodeAt(0) & 0xff);
}
