import { Preferences, storageOrNull } from "../ui/preferences";
import { languageOf, textsIn } from "./language";

export type { Messages } from "./english";

/** What the page speaks. It is loaded anew when that changes. */
export const language = languageOf(
  new Preferences(typeof window === "undefined" ? null : storageOrNull("localStorage")),
  typeof window === "undefined" ? ["en"] : navigator.languages,
);

/** The texts in the page's language. */
export const messages = textsIn(language);
