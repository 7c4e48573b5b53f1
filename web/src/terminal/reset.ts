const SWITCHED_OFF = "9;1000;1002;1003;1004;1005;1006;1015;1016;2004;2026";

/**
 * Bytes that undo what a program left switched on and keep the text: an unfinished string, the alternate screen, mouse
 * and focus reports, bracketed paste, scroll region, charset, attributes, a hidden cursor, changed colours.
 */
export function modesReset(inAlternateScreen: boolean): Uint8Array {
  const alternate = inAlternateScreen ? "\x1b[?1049l" : "";
  const colours = "\x1b]104\x07\x1b]110\x07\x1b]111\x07\x1b]112\x07";
  return new TextEncoder().encode(
    `\x1b\\${alternate}\x1b[?${SWITCHED_OFF}l\x1b[!p\x1b[?7h\x1b[?25h\x1b[4l\x1b>\x1b(B\x0f\x1b[0m${colours}`,
  );
}
