import { messages } from "../messages";
import type { Messages } from "../messages/english";
import { english } from "../messages/english";
import type { Command } from "./command";

/** What the page's commands do. */
export interface CommandActions {
  /** Compiles and runs the files; null while nothing can. */
  readonly run: (() => void) | null;
  check(): void;
  format(): void;
  stopRun(): void;
  endOfInput(): void;
  toggleResults(): void;
  withResults(): boolean;
  lineResults(): void;
  focusRun(): void;
  sendSelection(): void;
  sendAll(): void;
  interrupt(): void;
  open(): void;
  download(): void;
  addFile(): void;
  renameFile(): void;
  removeFile(): void;
  /** Why the file that is shown keeps its name and its place, or null: it need not. */
  keepsFile(): string | null;
  newRepl(): void;
  resetTerminal(): void;
  swapPanes(): void;
  toggleScreenReader(): void;
  screenReader(): boolean;
  focusEditor(): void;
  focusTerminal(): void;
  openPalette(): void;
  showShortcuts(): void;
}

/** A command's name in the page's language, and in English for those who know it by that. */
const named = (text: (all: Messages) => string) => ({ label: text(messages), alias: text(english) });

/** All that does not depend on what is on the server, each once: palette, sheet, menu and buttons take it from here. */
export function createCommands(actions: CommandActions): Command[] {
  return [
    ...sendingCommands(actions),
    ...runCommands(actions),
    ...fileCommands(actions),
    ...replCommands(actions),
    ...pageCommands(actions),
  ];
}

function sendingCommands({ run, ...actions }: CommandActions): Command[] {
  const running: Command[] =
    run === null
      ? []
      : [
          {
            id: "run",
            ...named((all) => all.run),
            hint: messages.runHint,
            icon: "run",
            keys: ["Mod+Enter"],
            keysIn: "page",
            run,
          },
        ];
  return [
    ...running,
    {
      id: "send-selection",
      ...named((all) => all.sendSelection),
      hint: messages.sendSelectionHint,
      icon: "sendLine",
      keys: ["Shift+Enter"],
      keysIn: "editor",
      run: () => actions.sendSelection(),
    },
    {
      id: "send-all",
      ...named((all) => all.sendAll),
      hint: messages.sendAllHint,
      icon: "sendAll",
      keys: [run === null ? "Mod+Enter" : "Mod+Shift+Enter"],
      keysIn: "editor",
      run: () => actions.sendAll(),
    },
    {
      id: "interrupt",
      ...named((all) => all.interrupt),
      hint: () => messages.interruptHint,
      icon: "interrupt",
      run: () => actions.interrupt(),
    },
  ];
}

function runCommands(actions: CommandActions): Command[] {
  return [
    {
      id: "check",
      ...named((all) => all.runs.check),
      hint: () => messages.runs.checkHint,
      run: () => actions.check(),
    },
    {
      id: "format",
      ...named((all) => all.runs.format),
      hint: () => messages.runs.formatHint,
      keys: ["Shift+Alt+F"],
      keysIn: "editor",
      run: () => actions.format(),
    },
    { id: "stop-run", ...named((all) => all.runs.stop), run: () => actions.stopRun() },
    { id: "end-of-input", ...named((all) => all.runs.endOfInput), run: () => actions.endOfInput() },
    {
      id: "results",
      ...named((all) => all.runs.results),
      on: () => actions.withResults(),
      run: () => actions.toggleResults(),
    },
    {
      id: "line-results",
      ...named((all) => all.runs.lineResults),
      keys: ["Mod+I"],
      keysIn: "editor",
      run: () => actions.lineResults(),
    },
    { id: "focus-run", ...named((all) => all.runs.focus), run: () => actions.focusRun() },
  ];
}

function fileCommands(actions: CommandActions): Command[] {
  return [
    {
      id: "open",
      ...named((all) => all.open),
      hint: () => messages.openHint,
      icon: "open",
      run: () => actions.open(),
    },
    {
      id: "download",
      ...named((all) => all.download),
      hint: () => messages.downloadHint,
      icon: "download",
      run: () => actions.download(),
    },
    { id: "add-file", ...named((all) => all.files.add), icon: "add", run: () => actions.addFile() },
    {
      id: "rename-file",
      ...named((all) => all.files.rename),
      refusal: () => actions.keepsFile(),
      run: () => actions.renameFile(),
    },
    {
      id: "remove-file",
      ...named((all) => all.files.remove),
      refusal: () => actions.keepsFile(),
      run: () => actions.removeFile(),
    },
  ];
}

function replCommands(actions: CommandActions): Command[] {
  return [
    { id: "new-repl", ...named((all) => all.newRepl), run: () => actions.newRepl() },
    { id: "reset-terminal", ...named((all) => all.resetTerminal), run: () => actions.resetTerminal() },
  ];
}

function pageCommands(actions: CommandActions): Command[] {
  return [
    { id: "focus-editor", ...named((all) => all.focusEditor), run: () => actions.focusEditor() },
    { id: "focus-terminal", ...named((all) => all.focusTerminal), run: () => actions.focusTerminal() },
    { id: "swap-panes", ...named((all) => all.swapPanes), run: () => actions.swapPanes() },
    {
      id: "screen-reader",
      ...named((all) => all.screenReader),
      on: () => actions.screenReader(),
      run: () => actions.toggleScreenReader(),
    },
    {
      id: "palette",
      ...named((all) => all.palette.open),
      keys: ["Mod+K", "F1"],
      keysIn: "page",
      run: () => actions.openPalette(),
    },
    {
      id: "shortcuts",
      ...named((all) => all.shortcuts),
      keys: ["?"],
      keysIn: "outside-text",
      run: () => actions.showShortcuts(),
    },
  ];
}
