import type { Range } from "./events";

/** A part of a text, in UTF-16 units as editors count. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Finds the compiler's places, lines and bytes of UTF-8, in the text that it compiled. */
export class Places {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#text = text;
    this.#starts = lineStarts(text);
  }

  /** How many lines there are. */
  get lines(): number {
    return this.#starts.length;
  }

  /** Where a line begins; the last line where there is none of this number. */
  lineStart(line: number): number {
    const last = this.#starts.length;
    return this.#starts[Math.min(Math.max(line, 1), last) - 1] ?? 0;
  }

  /** Where a line ends, before its newline. */
  lineEnd(line: number): number {
    if (line >= this.#starts.length) return this.#text.length;
    return Math.max(this.lineStart(line), this.lineStart(line + 1) - 1);
  }

  /** @param column in bytes, from 1; beyond the line's end it is its end */
  offset(line: number, column: number): number {
    if (line > this.#starts.length) return this.#text.length;
    const end = this.lineEnd(line);
    let at = this.lineStart(line);
    let bytes = column - 1;
    while (bytes > 0 && at < end) {
      const code = this.#text.codePointAt(at) ?? 0;
      bytes -= utf8Length(code);
      if (bytes < 0) break;
      at += code > 0xffff ? 2 : 1;
    }
    return at;
  }

  span(range: Range): Span {
    const from = this.offset(range.startLine, range.startColumn);
    return { from, to: Math.max(from, this.offset(range.endLine, range.endColumn)) };
  }

  /** The same, but never empty where there is anything to underline: a point becomes the word that begins there. */
  underlined(range: Range): Span {
    const { from, to } = this.span(range);
    if (to > from) return { from, to };
    const word = /^(?:[\p{L}\p{N}_]+|[^\s])/u.exec(this.#text.slice(from, from + 200));
    if (word !== null) return { from, to: from + word[0].length };
    const line = this.#text.lastIndexOf("\n", from - 1) + 1;
    return from > line ? { from: from - 1, to: from } : { from, to: from };
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function utf8Length(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
