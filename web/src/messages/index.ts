import { Preferences, storageOrNull } from "../ui/preferences";
import { type Language, languageOf, textsIn } from "./language";

export type { Messages } from "./english";

/** What the page speaks. It is loaded anew when that changes. */
export const language = languageOf(
  new Preferences(typeof window === "undefined" ? null : storageOrNull("localStorage")),
  typeof window === "undefined" ? ["en"] : navigator.languages,
);

/** The texts in the page's language. */
export const messages = textsIn(language);

/** Speaks another language, from the page's next load on, which is now. */
export function speak(preferences: Preferences, other: Language): void {
  preferences.write("language", other);
  window.location.reload();
}
