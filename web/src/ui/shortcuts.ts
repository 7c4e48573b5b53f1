import type { Command } from "../commands/command";
import { keysLabel } from "../commands/keys";
import { messages } from "../messages";
import { button } from "./button";
import { element } from "./dom";

/** Keys that are no command's: the terminal's own, and those that move about. */
function otherKeys(): readonly (readonly [readonly string[], string])[] {
  const { otherKeys: texts } = messages;
  return [
    [["Ctrl+C"], texts.interrupt],
    [[keysLabel("Mod+C") === "⌘C" ? "Mod+C" : "Ctrl+Shift+C"], texts.copy],
    [["Tab"], texts.complete],
    [["F6"], texts.nextPart],
    [["Esc", "Tab"], texts.leaveEditor],
  ];
}

/** The sheet of keyboard shortcuts. Show it with `showModal`. */
export function createShortcuts(commands: readonly Command[]): HTMLDialogElement {
  const ours = commands
    .filter(({ keys }) => keys !== undefined)
    .map(({ keys = [], label }) => row(keys, label, ` ${messages.or} `));
  const others = otherKeys().map(([keys, what]) => row(keys, what, ", "));
  const dialog: HTMLDialogElement = element(
    "dialog",
    {
      class: "shortcuts",
      "aria-labelledby": "shortcuts-title",
      closedby: "any",
      "data-testid": "shortcut-sheet",
    },
    element("h2", { id: "shortcuts-title" }, messages.shortcuts),
    element("dl", {}, ...ours.flat(), ...others.flat()),
    button({ label: messages.close, className: "primary", action: () => dialog.close() }),
  );
  return dialog;
}

/** @param between stands between several keys */
function row(keys: readonly string[], what: string, between: string): HTMLElement[] {
  const list = keys.flatMap((one, place) => [
    ...(place === 0 ? [] : [between]),
    element("kbd", {}, keysLabel(one)),
  ]);
  return [element("dt", {}, ...list), element("dd", {}, what)];
}
