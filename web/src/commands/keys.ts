import { onMac } from "../ui/dom";

/**
 * Keys pressed together, e.g. `Mod+Shift+Enter`, `F1`, `?`. `Mod` is Cmd on a Mac and Ctrl elsewhere. The last part is
 * the key as `KeyboardEvent.key` names it; a letter is an upper-case one.
 */
export type Keys = string;

type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey">;

const MAC_SIGNS: Readonly<Record<string, string>> = {
  Mod: "⌘",
  Ctrl: "⌃",
  Shift: "⇧",
  Alt: "⌥",
  Enter: "⏎",
};

/** Whether these keys were pressed, and no other modifier. */
export function isPressed(event: KeyPress, keys: Keys, mac = onMac()): boolean {
  const parts = keys.split("+");
  const key = parts.pop() ?? "";
  const has = (part: string) => parts.includes(part);
  const named = key.length === 1 && /[A-Z]/.test(key) ? event.key.toUpperCase() === key : event.key === key;
  // What Shift types, as `?`, says so itself.
  const shift = has("Shift") === event.shiftKey || (key.length === 1 && !/[A-Z]/.test(key));
  return (
    named &&
    shift &&
    has("Alt") === event.altKey &&
    (has("Ctrl") || (has("Mod") && !mac)) === event.ctrlKey &&
    (has("Mod") && mac) === event.metaKey
  );
}

/** As people read them. */
export function keysLabel(keys: Keys, mac = onMac()): string {
  const parts = keys.split("+");
  if (mac) return parts.map((part) => MAC_SIGNS[part] ?? part).join("");
  return parts.map((part) => (part === "Mod" ? "Ctrl" : part)).join("+");
}

/** As CodeMirror writes them: a letter is a small one, whatever is pressed with it. */
export function editorKeys(keys: Keys): string {
  const parts = keys.split("+");
  return parts.map((part) => (part.length === 1 ? part.toLowerCase() : part)).join("-");
}
