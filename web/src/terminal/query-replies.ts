import type { IDisposable, IFunctionIdentifier, IParser } from "@xterm/xterm";
import { type Disposable, Disposables } from "../ui/disposable";

/** The control sequences that xterm.js answers, by what it registers for them. */
const QUERIES: readonly IFunctionIdentifier[] = [
  { final: "c" }, // DA1: what are you
  { prefix: ">", final: "c" }, // DA2
  { prefix: "=", final: "c" }, // DA3
  { final: "n" }, // DSR: status, cursor position
  { prefix: "?", final: "n" }, // the same, DEC's way
  { intermediates: "$", final: "p" }, // DECRQM: is this mode set
  { prefix: "?", intermediates: "$", final: "p" },
  { prefix: ">", final: "q" }, // XTVERSION
  { final: "t" }, // window reports
];
/** DECRQSS and XTGETTCAP: ask for a setting by name. */
const STRING_QUERIES: readonly IFunctionIdentifier[] = [
  { intermediates: "$", final: "q" },
  { intermediates: "+", final: "q" },
];
/** OSC commands that set a colour, or ask for it where a part of them is `?`. */
const COLOURS = [4, 5, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19];
// eslint-disable-next-line no-control-regex -- what xterm sends when focus reports are switched on, not only later
const FOCUS_REPORT = /^\x1b\[[IO]$/;

/** The part of a terminal that this needs; the headless one has it too. */
export interface AnsweringTerminal {
  readonly parser: Pick<IParser, "registerCsiHandler" | "registerDcsHandler" | "registerOscHandler">;
}

/**
 * Keeps a terminal from answering a program's queries unless this client is the one to answer, and the program asked
 * just now: every viewer would answer, and a replayed query would be answered into whatever reads the TTY today.
 */
export class QueryReplies implements Disposable {
  readonly #allowed: () => boolean;
  readonly #disposables = new Disposables();

  constructor(terminal: AnsweringTerminal, allowed: () => boolean) {
    this.#allowed = allowed;
    const { parser } = terminal;
    const swallow = () => !allowed();
    const add = (handler: IDisposable) => this.#disposables.add(handler);
    for (const query of QUERIES) add(parser.registerCsiHandler(query, swallow));
    for (const query of STRING_QUERIES) add(parser.registerDcsHandler(query, swallow));
    for (const colour of COLOURS)
      add(parser.registerOscHandler(colour, (data) => data.includes("?") && !allowed()));
  }

  /** Whether what the terminal wants to send may go out. Focus reports look the same asked for and by the mouse. */
  passes(data: string): boolean {
    return !FOCUS_REPORT.test(data) || this.#allowed();
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
