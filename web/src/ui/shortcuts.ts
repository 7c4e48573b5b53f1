import { messages } from "../messages";
import { button } from "./button";
import { element, onMac } from "./dom";

/** The sheet of keyboard shortcuts. Show it with `showModal`. */
export function createShortcuts(): HTMLDialogElement {
  const command = onMac() ? "⌘" : "Ctrl+";
  const list = messages.shortcutList;
  const rows: readonly (readonly [string, string])[] = [
    ["Shift+Enter", list.sendSelection],
    [`${command}Enter`, list.sendAll],
    ["Ctrl+C", list.interrupt],
    [onMac() ? "⌘C" : "Ctrl+Shift+C", list.copy],
    ["Tab", list.complete],
    ["F6", list.nextPart],
    ["Esc, Tab", list.leaveEditor],
  ];
  const dialog: HTMLDialogElement = element(
    "dialog",
    { class: "shortcuts", "aria-labelledby": "shortcuts-title", closedby: "any" },
    element("h2", { id: "shortcuts-title" }, messages.shortcuts),
    element(
      "dl",
      {},
      ...rows.flatMap(([keys, what]) => [
        element("dt", {}, element("kbd", {}, keys)),
        element("dd", {}, what),
      ]),
    ),
    button({ label: messages.close, className: "primary", action: () => dialog.close() }),
  );
  return dialog;
}
