import { messages } from "../messages";
import { button } from "./button";
import { element } from "./dom";

/** An entry of the menu: does something, or is on or off. */
export interface MenuEntry {
  readonly label: string;
  readonly testId: string;
  /** For what is on or off: whether it is on at first. */
  readonly on?: boolean;
  /** @param on the new state of what is on or off */
  readonly action: (on: boolean) => void;
}

/** The button for all that is not needed each minute, and what it opens. */
export function createMenu(entries: readonly MenuEntry[]): HTMLElement[] {
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
  for (const entry of entries) {
    const item = button({
      label: entry.label,
      testId: entry.testId,
      className: "menu-item",
      action: () => choose(entry, item, panel),
    });
    if (entry.on !== undefined) item.setAttribute("aria-pressed", String(entry.on));
    panel.append(item);
  }
  return [opener, panel];
}

function choose(entry: MenuEntry, item: HTMLButtonElement, panel: HTMLElement): void {
  const on = item.getAttribute("aria-pressed") !== "true";
  if (entry.on !== undefined) item.setAttribute("aria-pressed", String(on));
  panel.hidePopover();
  entry.action(on);
}
