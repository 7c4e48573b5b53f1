import type { Command } from "../commands/command";
import { messages } from "../messages";
import { button } from "./button";
import { element } from "./dom";

/** A command of the menu. */
export interface MenuEntry {
  readonly command: Command;
  /** It has a button of its own where the page is wide. */
  readonly narrowOnly?: boolean;
}

/** The button for all that is not needed each minute, and what it opens. @param entries asked each time it opens */
export function createMenu(entries: () => readonly MenuEntry[]): HTMLElement[] {
  const panel = element("div", { class: "menu", id: "menu", popover: "auto" });
  const opener = button({
    label: messages.more,
    icon: "more",
    iconOnly: true,
    testId: "more",
    takesFocus: true,
    action: () => undefined,
  });
  opener.setAttribute("popovertarget", "menu");
  panel.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") panel.replaceChildren(...entries().map((entry) => item(entry, panel)));
  });
  return [opener, panel];
}

function item({ command, narrowOnly }: MenuEntry, panel: HTMLElement): HTMLButtonElement {
  const made = button({
    label: command.label,
    testId: narrowOnly === true ? `menu-${command.id}` : command.id,
    className: narrowOnly === true ? "menu-item narrow-only" : "menu-item",
    action: () => {
      panel.hidePopover();
      command.run();
    },
  });
  if (command.lang !== undefined) made.lang = command.lang;
  if (command.on !== undefined) made.setAttribute("aria-pressed", String(command.on()));
  return made;
}
