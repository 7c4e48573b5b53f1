import "./styles";
import { KeyCommands } from "./commands/key-commands";
import { MAIN } from "./editor/file-set";
import { createKeptFiles, openEditor } from "./editor/open";
import { fileActions } from "./file-actions";
import { loadTerminalFont } from "./fonts";
import { installHooks } from "./hooks";
import { intelligenceCommands } from "./language/commands";
import { language, messages, speak } from "./messages";
import { PageActions, type PageParts } from "./page";
import { PageCommands } from "./page-commands";
import { createIntelligence } from "./page-intelligence";
import { createSession } from "./page-session";
import { type ShowingParts, showSession } from "./page-view";
import { runActions } from "./run/run-actions";
import { RunPage } from "./run/run-page";
import { controls } from "./session/page-state";
import { SavedApi } from "./session/saved-api";
import type { Session } from "./session/session";
import type { Toolchain } from "./session/toolchains-api";
import { ReplTerminal } from "./terminal/terminal";
import { ShownTerminal } from "./shown-terminal";
import { ToolchainChoice } from "./toolchain-choice";
import { element } from "./ui/dom";
import { FileTabs } from "./ui/file-tabs";
import { FocusRing } from "./ui/focus-ring";
import { KeyBar } from "./ui/key-bar";
import { createLayout } from "./ui/layout";
import { Notice } from "./ui/notice";
import { Preferences, storageOrNull } from "./ui/preferences";
import { ReplayBar } from "./ui/replay-bar";
import { keepStylesToScripts } from "./ui/scripted-styles";
import { Split } from "./ui/split";
import { StatusBar } from "./ui/status-bar";
import { TabTitle } from "./ui/tab-title";
import { type Tab, Tabs } from "./ui/tabs";
import { TerminalViews } from "./ui/terminal-views";
import { Theme } from "./ui/theme";
import { Toast } from "./ui/toast";
import { ToolchainPicker } from "./ui/toolchain-picker";
import { TopBar } from "./ui/top-bar";
import { followVisibleHeight } from "./ui/viewport";
import { Waiting } from "./ui/waiting";

// The page lives as long as its document, and so do its parts: nothing here is disposed of before that.
keepStylesToScripts();
document.documentElement.lang = language;
const local = storageOrNull("localStorage");
const preferences = new Preferences(local);
const theme = new Theme(preferences);
const layout = createLayout();
const running: RunPage = new RunPage({ preferences, theme, parts: () => parts, keyBar: () => keyBar });
layout.terminalPane.append(running.view.element);
const views = new TerminalViews([
  { id: "repl", panel: layout.terminalFrame },
  { id: "run", panel: running.view.element },
]);
const tabs = new Tabs(layout.workspace, preferences, views);
const toast = new Toast();
const split = new Split(layout.workspace, layout.editorPane, layout.terminalPane, preferences);

const saved = new SavedApi();
const kept = createKeptFiles(local, saved, (sentence) => toast.show(sentence));
const toolchains = new ToolchainChoice(preferences, (found) => picker.offer(found));
const session: Session = createSession(
  { saved, terminalSize: () => terminal.size, toolchain: () => toolchains.chosen },
  showSession(() => showing),
);
const intelligence = createIntelligence(preferences, toast, () => statusBar);
const files = fileActions(() => parts);
const fileTabs = new FileTabs(files);
let screenReader = preferences.read("screenReader") === "true";

const shown = new ShownTerminal({ views, running, parts: () => parts, actions: () => actions });

const commands = new PageCommands({
  more: intelligenceCommands(intelligence),
  actions: {
    ...runActions(running, () => focusPane("run")),
    sendSelection: () => actions.sendSelection(),
    sendAll: () => actions.sendAll(),
    interrupt: () => shown.interrupt(),
    open: () => void actions.open(),
    download: () => actions.download(),
    addFile: () => fileTabs.askForNew(),
    renameFile: () => fileTabs.askForName(),
    removeFile: () => files.remove(fileTabs.active),
    keepsFile: () => (fileTabs.active === MAIN ? messages.files.mainHint : null),
    newRepl: startNew,
    resetTerminal,
    swapPanes: () => split.swap(),
    toggleScreenReader,
    screenReader: () => screenReader,
    focusEditor: () => focusPane("editor"),
    focusTerminal: () => focusPane("repl"),
  },
  theme,
  language,
  speak: (other) => speak(preferences, other),
  files: () => ({ names: fileTabs.names, active: fileTabs.active }),
  showFile: (name) => files.show(name, true),
  toolchains: () => ({ all: toolchains.toolchains, present: session.state.toolchainId }),
  useToolchain,
});
const picker: ToolchainPicker = new ToolchainPicker({
  choose: useToolchain,
  opening: () => void toolchains.refresh(),
});
const topBar: TopBar = new TopBar({
  run: commands.find("run"),
  sending: commands.some("send-selection", "send-all"),
  interrupt: commands.some("interrupt"),
  files: commands.some("open", "download"),
  toolchains: picker,
  menu: commands.menu,
  nextTheme: () => theme.next(),
});
const keyBar: KeyBar = new KeyBar(shown);
views.onShow((view) => keyBar.showProgram(view === "run"));
const statusBar = new StatusBar(session.state, () => session.keep());
const waiting = new Waiting(session.state, () => session.tryAgain());
const tabTitle = new TabTitle();
const replayBar: ReplayBar = new ReplayBar({
  stop: () => session.stopReplay(),
  dismiss: () => {
    if (replayBar.element.contains(document.activeElement)) terminal.focus();
    session.dismissReplay();
  },
});
const notice: Notice = new Notice({
  act: (action) => {
    actions.answer(action);
    if (action !== "transcript") focusPane("repl");
  },
  mayTakeFocus: () =>
    document.activeElement === document.body || layout.terminalPane.contains(document.activeElement),
  returnFocus: () => terminal.focus(),
});

topBar.showTheme(theme.choice);
layout.editorPane.prepend(fileTabs.element);
layout.terminalFrame.append(waiting.element);
layout.terminalPane.prepend(views.element);
layout.terminalPane.append(replayBar.element, notice.element);
layout.root.append(
  topBar.element,
  element("main", { class: "middle" }, tabs.element, layout.workspace, keyBar.element),
  statusBar.element,
);
document.body.append(layout.root, toast.element, commands.shortcuts, commands.palette.element);
followVisibleHeight();

// Nothing on the page works without the terminal.
layout.root.inert = true;
await loadTerminalFont();
const terminal: ReplTerminal = new ReplTerminal(
  layout.terminalHost,
  { shade: theme.shade, screenReader },
  {
    input: (bytes) => session.input(bytes),
    paste: (paste) => actions.paste(paste),
    resized: (size) => session.resized(size),
    mayReply: () => controls(session.state),
    controlUsed: () => keyBar.controlUsed(),
  },
);
layout.root.inert = false;
theme.onChange((shade) => {
  terminal.setShade(shade);
  topBar.showTheme(theme.choice);
});
const showing: ShowingParts = {
  followers: [topBar, statusBar, waiting, notice, replayBar, tabTitle],
  notice,
  tabs,
  toast,
  kept,
  intelligence,
  terminal,
  running,
};
const parts: PageParts = { session, terminal, tabs, toast, editor: null };
const actions = new PageActions(parts);
new FocusRing([
  { element: layout.editorPane, focus: () => focusPane("editor") },
  { element: layout.terminalPane, focus: () => focusPane(views.active) },
  { element: topBar.element, focus: () => topBar.element.querySelector("button")?.focus() },
]);
new KeyCommands(commands.all, layout.terminalPane);
installHooks(session, terminal, running);
if (tabs.active !== "editor" || !tabs.narrow) terminal.focus();
void session.start();
void toolchains.refresh();
parts.editor = await openEditor(layout.editorHost, kept, {
  commands: commands.all,
  filesChanged: (names, active) => {
    fileTabs.update(names, active);
    intelligence.filesChanged();
  },
  // What else the editor is to know of a file: language server, results.
  extensions: await running.extensions(),
});
intelligence.attach(parts.editor);
running.editorOpened(parts.editor);

function startNew(): void {
  void session.startNew();
  focusPane("repl");
}

function useToolchain(toolchain: Toolchain): void {
  void toolchains.change(session, toolchain).then((changed) => {
    if (changed) focusPane("repl");
  });
}

function resetTerminal(): void {
  terminal.resetModes();
  focusPane("repl");
}

function toggleScreenReader(): void {
  screenReader = !screenReader;
  preferences.write("screenReader", String(screenReader));
  terminal.setScreenReader(screenReader);
  running.setScreenReader(screenReader);
}

function focusPane(pane: Tab): void {
  tabs.show(pane);
  if (pane === "editor") parts.editor?.focus();
  else if (pane === "run") running.focus();
  else terminal.focus();
}
