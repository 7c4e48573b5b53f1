import { fileCommands, languageCommands, themeCommands, toolchainCommands } from "./commands/choices";
import type { Command } from "./commands/command";
import { type CommandActions, createCommands } from "./commands/list";
import type { Language } from "./messages/language";
import type { Toolchain } from "./session/toolchains-api";
import { createMenu } from "./ui/menu";
import { Palette } from "./ui/palette";
import { createShortcuts } from "./ui/shortcuts";
import type { Theme } from "./ui/theme";

/** What commands and choices do on this page. Asked when they are shown: much of it comes later, or changes. */
export interface CommandedPage {
  /** What parts of the page add. */
  readonly more: readonly Command[];
  readonly actions: Omit<CommandActions, "openPalette" | "showShortcuts">;
  readonly theme: Theme;
  readonly language: Language;
  speak(language: Language): void;
  files(): { readonly names: readonly string[]; readonly active: string };
  showFile(name: string): void;
  toolchains(): { readonly all: readonly Toolchain[]; readonly present: string | null };
  useToolchain(toolchain: Toolchain): void;
}

/** The commands of the page, and what shows all of them: the palette, the sheet of shortcuts, the menu. */
export class PageCommands {
  readonly all: readonly Command[];
  readonly palette: Palette;
  readonly shortcuts: HTMLDialogElement;
  readonly menu: readonly HTMLElement[];

  constructor(page: CommandedPage) {
    const own = createCommands({
      ...page.actions,
      openPalette: () => this.palette.open(),
      showShortcuts: () => this.shortcuts.showModal(),
    });
    this.all = [...own, ...page.more];
    const themes = themeCommands(page.theme);
    const languages = languageCommands(page.language, (chosen) => page.speak(chosen));
    this.palette = new Palette(() => {
      const { names, active } = page.files();
      const { all, present } = page.toolchains();
      return [
        ...this.all,
        ...fileCommands(names, active, (name) => page.showFile(name)),
        ...toolchainCommands(all, present, (toolchain) => page.useToolchain(toolchain)),
        ...themes,
        ...languages,
      ];
    });
    this.shortcuts = createShortcuts(this.all);
    this.menu = createMenu(() => [
      ...this.some("open", "download").map((command) => ({ command, narrowOnly: true })),
      ...this.some("check", "format", "results").map((command) => ({ command })),
      ...this.some("new-repl", "reset-terminal", "swap-panes", "screen-reader", "intelligence").map(
        (command) => ({
          command,
        }),
      ),
      ...themes.map((command) => ({ command, narrowOnly: true })),
      ...[...languages, ...this.some("palette", "shortcuts")].map((command) => ({ command })),
    ]);
  }

  find(id: string): Command | null {
    return this.all.find((command) => command.id === id) ?? null;
  }

  /** Those of these ids that there are, in this order. */
  some(...ids: readonly string[]): Command[] {
    return ids.flatMap((id) => this.all.find((command) => command.id === id) ?? []);
  }
}
