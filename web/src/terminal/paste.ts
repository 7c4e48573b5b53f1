/** The longest text that may be pasted into the terminal, in bytes of UTF-8. */
export const PASTE_LIMIT = 64 * 1024;

/** What a paste comes to. */
export type Paste =
  | { readonly kind: "nothing" }
  /** One line: typed, and left at the prompt for the person to enter. */
  | { readonly kind: "type"; readonly text: string }
  /** Several lines: one entry of the REPL. */
  | { readonly kind: "submit"; readonly text: string }
  | { readonly kind: "too-long"; readonly bytes: number };

// eslint-disable-next-line no-control-regex -- control characters are what this is about
const PASTE_MARKERS = /(?:\x1b\[|\x9b)20[01]~/g;
// eslint-disable-next-line no-control-regex -- all of C0 but tab and newline, DEL, and C1
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

/**
 * Text as a person would have typed it: no escape sequence can hide in it. xterm 6.0.0 lets ESC through, so that a
 * pasted text could end the bracketed paste and go on as keys.
 */
export function cleanText(text: string): string {
  let cleaned = text.replaceAll(/\r\n?/g, "\n");
  // Taking a marker out may put another one together.
  for (let before = -1; before !== cleaned.length;) {
    before = cleaned.length;
    cleaned = cleaned.replaceAll(PASTE_MARKERS, "");
  }
  return cleaned.replaceAll(CONTROLS, "");
}

/** Decides what to do with a text from the clipboard. */
export function readPaste(clipboard: string): Paste {
  const bytes = new TextEncoder().encode(clipboard).length;
  if (bytes > PASTE_LIMIT) return { kind: "too-long", bytes };
  const text = cleanText(clipboard).replace(/\n+$/, "");
  if (text.trim() === "") return { kind: "nothing" };
  return { kind: text.includes("\n") ? "submit" : "type", text };
}
