/** What the page does with a key pressed in the terminal, instead of sending it. */
export type KeyAction = "copy" | "leave-to-browser" | "send";

type Key = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey">;

/**
 * Ctrl+C always interrupts, so copying is Ctrl+Shift+C (and Cmd+C, which the browser does). Pastes are left to the
 * browser, whose paste event brings the text that we clean. F6 moves on to the next part of the page, F1 shows all commands.
 */
export function keyAction(event: Key): KeyAction {
  const { ctrlKey, shiftKey, altKey, metaKey } = event;
  const onlyCtrl = ctrlKey && !altKey && !metaKey;
  if (onlyCtrl && shiftKey && event.code === "KeyC") return "copy";
  if (onlyCtrl && event.code === "KeyV") return "leave-to-browser";
  if (shiftKey && !ctrlKey && event.key === "Insert") return "leave-to-browser";
  if (event.key === "F6" || event.key === "F1") return "leave-to-browser";
  return "send";
}

/** What Ctrl and a typed character make together, e.g. 0x03 for `c`; other text is returned as it is. */
export function withControl(text: string): string {
  const code = text.toUpperCase().codePointAt(0);
  if (text.length !== 1 || code === undefined) return text;
  if (code >= 0x40 && code <= 0x5f) return String.fromCharCode(code & 0x1f);
  return text === " " ? "\0" : text;
}
