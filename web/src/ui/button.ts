import type { Command } from "../commands/command";
import { keysLabel } from "../commands/keys";
import { element } from "./dom";
import { type IconName, icon } from "./icons";

/** What a button looks like and does. */
export interface ButtonSpec {
  readonly label: string;
  readonly icon?: IconName;
  /** More words, shown on hovering. */
  readonly hint?: string;
  /** The icon is enough for the eye; the label is for those who hear it. */
  readonly iconOnly?: boolean;
  /** For tests: `data-testid`. */
  readonly testId?: string;
  readonly className?: string;
  /** A click moves the focus here, as what it opens needs; others leave the caret where the person types. */
  readonly takesFocus?: boolean;
  readonly action: () => void;
}

/** A button. The label gives way to the icon where the page is narrow, and is still read aloud. */
export function button(spec: ButtonSpec): HTMLButtonElement {
  const made = element("button", {
    type: "button",
    class: ["button", spec.className ?? "", spec.iconOnly === true ? "icon-only" : ""].join(" ").trim(),
    title: spec.hint ?? false,
    "data-testid": spec.testId ?? false,
  });
  if (spec.icon !== undefined) made.append(icon(spec.icon));
  made.append(element("span", { class: "label" }, spec.label));
  if (spec.takesFocus !== true) made.addEventListener("mousedown", (event) => event.preventDefault());
  made.addEventListener("click", () => spec.action());
  return made;
}

/** A command's button. */
export function commandButton(command: Command, className = ""): HTMLButtonElement {
  const { id, label, icon: image, hint, keys = [], run } = command;
  return button({
    label,
    testId: id,
    className,
    action: run,
    ...(image === undefined ? {} : { icon: image }),
    ...(hint === undefined ? {} : { hint: hint(keysLabel(keys[0] ?? "")) }),
  });
}
