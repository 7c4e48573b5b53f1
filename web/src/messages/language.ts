import type { Preferences } from "../ui/preferences";
import { chinese } from "./chinese";
import { type Messages, english } from "./english";

/** The languages that the page speaks, by their BCP 47 tags. */
export const LANGUAGES = ["en", "zh-CN"] as const;
export type Language = (typeof LANGUAGES)[number];

const TEXTS: Readonly<Record<Language, Messages>> = { en: english, "zh-CN": chinese };
/** Each in its own words, whatever the page speaks. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", "zh-CN": "简体中文" };

/** The first of the wanted languages that the page speaks; any Chinese is better than none. */
export function speakable(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = LANGUAGES.find((known) => base(known) === base(tag));
    if (language !== undefined) return language;
  }
  return "en";
}

const base = (tag: string) => tag.toLowerCase().split("-", 1)[0];

export function textsIn(language: Language): Messages {
  return TEXTS[language];
}

/** The language chosen on this page, or else the browser's. */
export function languageOf(preferences: Pick<Preferences, "read">, browser: readonly string[]): Language {
  const chosen = preferences.read("language");
  return LANGUAGES.find((language) => language === chosen) ?? speakable(browser);
}
