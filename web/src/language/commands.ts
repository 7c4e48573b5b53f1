import type { Command } from "../commands/command";
import { messages } from "../messages";
import { type Messages, english } from "../messages/english";
import type { Wish } from "./support";

/** What the commands do. */
export interface IntelligenceActions {
  wish(wish: Wish): void;
  toggle(): void;
  readonly on: boolean;
}

const named = (text: (all: Messages["intelligence"]) => string) => ({
  label: text(messages.intelligence),
  alias: text(english.intelligence),
});

/** What the language server can be asked for by key or name, and its switch. */
export function intelligenceCommands(actions: IntelligenceActions): Command[] {
  const wish = (id: Wish, keys: string, text: (all: Messages["intelligence"]) => string): Command => ({
    id: `intelligence-${id}`,
    ...named(text),
    keys: [keys],
    keysIn: "editor",
    run: () => actions.wish(id),
  });
  return [
    wish("definition", "F12", (all) => all.definition),
    wish("describe", "Shift+F1", (all) => all.describe),
    wish("rename", "F2", (all) => all.rename),
    wish("fix", "Mod+.", (all) => all.quickFix),
    {
      id: "intelligence",
      ...named((all) => all.toggle),
      on: () => actions.on,
      run: () => actions.toggle(),
    },
  ];
}
