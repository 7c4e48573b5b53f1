import { type Language, LANGUAGES, LANGUAGE_NAMES } from "../messages/language";
import { messages } from "../messages";
import { english } from "../messages/english";
import type { Toolchain } from "../session/toolchains-api";
import { THEME_CHOICES, type Theme } from "../ui/theme";
import type { Command } from "./command";

/** A command for each theme. */
export function themeCommands(theme: Theme): Command[] {
  return THEME_CHOICES.map((choice) => ({
    id: `theme-${choice}`,
    label: messages.theme[choice],
    alias: english.theme[choice],
    on: () => theme.choice === choice,
    run: () => theme.choose(choice),
  }));
}

/** A command for each language. */
export function languageCommands(present: Language, choose: (language: Language) => void): Command[] {
  return LANGUAGES.map((language) => ({
    id: `language-${language}`,
    label: LANGUAGE_NAMES[language],
    alias: `${messages.language} ${english.language}`,
    lang: language,
    on: () => language === present,
    run: () => {
      if (language !== present) choose(language);
    },
  }));
}

/** A command for each file. */
export function fileCommands(
  names: readonly string[],
  active: string,
  show: (name: string) => void,
): Command[] {
  return names.map((name) => ({
    id: `file-${name}`,
    label: messages.files.show(name),
    alias: english.files.show(name),
    on: () => name === active,
    run: () => show(name),
  }));
}

/** A command for each toolchain. */
export function toolchainCommands(
  toolchains: readonly Toolchain[],
  present: string | null,
  choose: (toolchain: Toolchain) => void,
): Command[] {
  return toolchains.map((toolchain) => ({
    id: `toolchain-${toolchain.id}`,
    label: messages.toolchain.use(toolchain.label),
    alias: english.toolchain.use(toolchain.label),
    on: () => toolchain.id === present,
    refusal: () => (toolchain.available ? null : (toolchain.reason ?? messages.toolchain.unavailable)),
    run: () => choose(toolchain),
  }));
}
