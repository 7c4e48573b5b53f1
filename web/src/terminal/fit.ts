import { FitAddon } from "@xterm/addon-fit";
import type { Terminal } from "@xterm/xterm";
import type { TerminalSize } from "../protocol/messages.gen";
import { type Disposable, Disposables } from "../ui/disposable";

/** As on the server: a TTY smaller than this loses LLDB's line editing. In character cells. */
const COLS = { min: 20, max: 500 };
const ROWS = { min: 5, max: 200 };
/** At its own size; at another client's larger one the letters shrink, down to what can still be read. In pixels. */
export const FONT_SIZE = 14;
const SMALLEST_FONT_SIZE = 8;
/** While a pane is dragged the program is not told of every step. In milliseconds. */
const SETTLED_AFTER_MS = 80;

const clamp = (value: number, { min, max }: { min: number; max: number }) =>
  Math.min(max, Math.max(min, value));

/** Keeps a terminal as large as its place, or as large as the controlling client's where that is another one. */
export class Fit implements Disposable {
  readonly #terminal: Terminal;
  readonly #addon = new FitAddon();
  readonly #changed: (size: TerminalSize) => void;
  readonly #disposables = new Disposables();
  #own: TerminalSize;
  #followed: TerminalSize | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param changed tells this client's own size, once it has settled */
  constructor(terminal: Terminal, host: Element, changed: (size: TerminalSize) => void) {
    this.#terminal = terminal;
    this.#changed = changed;
    this.#own = { cols: terminal.cols, rows: terminal.rows };
    terminal.loadAddon(this.#addon);
    const observer = new ResizeObserver(() => this.#measure());
    observer.observe(host);
    this.#disposables.defer(() => observer.disconnect());
    this.#disposables.defer(() => clearTimeout(this.#timer));
    this.#measure();
  }

  /** The size that this client has room for. */
  get own(): TerminalSize {
    return this.#own;
  }

  /** Shows the terminal at another client's size; null: at its own. */
  follow(size: TerminalSize | null): void {
    if (size?.cols === this.#followed?.cols && size?.rows === this.#followed?.rows) return;
    this.#followed = size;
    this.#apply();
    this.#measure();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #measure(): void {
    const room = this.#addon.proposeDimensions();
    // Hidden, as the terminal behind another tab is, it has no room: keep the size.
    if (room === undefined || !(room.cols > 2) || !(room.rows > 1)) return;
    const shrunk = this.#fontSize / FONT_SIZE;
    const own = {
      cols: clamp(Math.floor(room.cols * shrunk), COLS),
      rows: clamp(Math.floor(room.rows * shrunk), ROWS),
    };
    const changed = own.cols !== this.#own.cols || own.rows !== this.#own.rows;
    this.#own = own;
    this.#apply();
    if (!changed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed(own), SETTLED_AFTER_MS);
  }

  #apply(): void {
    const { cols, rows } = this.#followed ?? this.#own;
    if (cols !== this.#terminal.cols || rows !== this.#terminal.rows) this.#terminal.resize(cols, rows);
    const size = this.#followed === null ? FONT_SIZE : this.#fontSizeFor(this.#followed);
    if (size !== this.#fontSize) this.#terminal.options.fontSize = size;
  }

  get #fontSize(): number {
    return this.#terminal.options.fontSize ?? FONT_SIZE;
  }

  /** So that all of another client's terminal is seen here. */
  #fontSizeFor({ cols, rows }: TerminalSize): number {
    const fits = Math.min(1, this.#own.cols / cols, this.#own.rows / rows);
    return Math.max(SMALLEST_FONT_SIZE, Math.floor(FONT_SIZE * fits * 2) / 2);
  }
}
