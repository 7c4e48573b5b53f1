import type { IconName } from "../ui/icons";
import type { Keys } from "./keys";

/** Something that a person can do on the page: by a button, a key, or its name in the palette. */
export interface Command {
  /** Names it in the page, and to tests. */
  readonly id: string;
  readonly label: string;
  /** Other words that find it. */
  readonly alias?: string;
  /** The language of the label, where it is not the page's. */
  readonly lang?: string;
  readonly icon?: IconName;
  /** More words for its button. @param key the first of its keys, as people read it */
  readonly hint?: (key: string) => string;
  readonly keys?: readonly Keys[];
  /** Where its keys are its own: all over the page, within the editor, or where no text is typed. */
  readonly keysIn?: "page" | "editor" | "outside-text";
  /** For what is on or off: whether it is on. */
  readonly on?: () => boolean;
  /** Why it cannot be done now, or null. */
  readonly refusal?: () => string | null;
  readonly run: () => void;
}
