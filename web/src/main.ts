import "@xterm/xterm/css/xterm.css";
import "./styles/theme.css";
import "./styles/page.css";
import "./styles/parts.css";
import "./styles/ends.css";
import "./styles/narrow.css";
import { openSocket } from "./connection/open-socket";
import { newSender } from "./connection/sender";
import { createKeptText, openEditor } from "./editor/open";
import { loadTerminalFont } from "./fonts";
import { installHooks } from "./hooks";
import { messages } from "./messages";
import { PageActions, type PageParts } from "./page";
import { type ShowingParts, showSession } from "./page-view";
import { SessionsApi } from "./session/api";
import { controls } from "./session/page-state";
import { SavedApi } from "./session/saved-api";
import { Session } from "./session/session";
import { StoredSession } from "./session/stored-session";
import { ReplTerminal } from "./terminal/terminal";
import { element } from "./ui/dom";
import { FocusRing } from "./ui/focus-ring";
import { KeyBar } from "./ui/key-bar";
import { createLayout } from "./ui/layout";
import { createMenu } from "./ui/menu";
import { Notice } from "./ui/notice";
import { Preferences, storageOrNull } from "./ui/preferences";
import { ReplayBar } from "./ui/replay-bar";
import { keepStylesToScripts } from "./ui/scripted-styles";
import { createShortcuts } from "./ui/shortcuts";
import { Split } from "./ui/split";
import { StatusBar } from "./ui/status-bar";
import { TabTitle } from "./ui/tab-title";
import { Tabs } from "./ui/tabs";
import { Theme } from "./ui/theme";
import { Toast } from "./ui/toast";
import { TopBar } from "./ui/top-bar";
import { followVisibleHeight } from "./ui/viewport";
import { Waiting } from "./ui/waiting";

// The page lives as long as its document, and so do its parts: nothing here is disposed of before that.
keepStylesToScripts();
const local = storageOrNull("localStorage");
const preferences = new Preferences(local);
const theme = new Theme(preferences);
const layout = createLayout();
const tabs = new Tabs(layout.workspace, preferences);
const toast = new Toast();
const split = new Split(layout.workspace, layout.editorPane, layout.terminalPane, preferences);

const saved = new SavedApi();
const keptText = createKeptText(local, saved, (sentence) => toast.show(sentence));
const session: Session = new Session(
  {
    api: new SessionsApi(),
    saved,
    sender: newSender(),
    stored: new StoredSession(storageOrNull("sessionStorage"), local),
    openSocket,
    terminalSize: () => terminal.size,
    wakeups: [
      [window, "online"],
      [window, "pageshow"],
      [document, "visibilitychange"],
    ],
  },
  showSession(() => showing),
);

const shortcuts = createShortcuts();
const screenReader = preferences.read("screenReader") === "true";
const menu = createMenu([
  { label: messages.newRepl, testId: "new-repl", action: startNew },
  { label: messages.resetTerminal, testId: "reset-terminal", action: resetTerminal },
  { label: messages.swapPanes, testId: "swap-panes", action: () => split.swap() },
  { label: messages.screenReader, testId: "screen-reader", on: screenReader, action: setScreenReader },
  { label: messages.shortcuts, testId: "shortcuts", action: () => shortcuts.showModal() },
]);
const topBar: TopBar = new TopBar(
  {
    sendSelection: () => actions.sendSelection(),
    sendAll: () => actions.sendAll(),
    interrupt: () => actions.interrupt(),
    open: () => void actions.open(),
    download: () => actions.download(),
    nextTheme: () => {
      theme.next();
      topBar.showTheme(theme.choice);
    },
  },
  menu,
);
const keyBar: KeyBar = new KeyBar({
  type: (text) => terminal.type(text),
  armControl: (armed) => terminal.armControl(armed),
  interrupt: () => actions.interrupt(),
});
const statusBar = new StatusBar(session.state, () => session.keep());
const waiting = new Waiting(session.state, () => session.tryAgain());
const tabTitle = new TabTitle();
const replayBar: ReplayBar = new ReplayBar({
  stop: () => session.stopReplay(),
  dismiss: () => {
    const here = replayBar.element.contains(document.activeElement);
    session.dismissReplay();
    if (here) terminal.focus();
  },
});
const notice: Notice = new Notice({
  act: (action) => {
    actions.answer(action);
    if (action !== "transcript") focusPane("terminal");
  },
  mayTakeFocus: () =>
    document.activeElement === document.body || layout.terminalPane.contains(document.activeElement),
  returnFocus: () => terminal.focus(),
});

topBar.showTheme(theme.choice);
layout.terminalFrame.append(waiting.element);
layout.terminalPane.append(replayBar.element, notice.element);
const middle = element("main", { class: "middle" }, tabs.element, layout.workspace, keyBar.element);
layout.root.append(topBar.element, middle, statusBar.element);
document.body.append(layout.root, toast.element, shortcuts);
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
theme.onChange((shade) => terminal.setShade(shade));
const showing: ShowingParts = {
  followers: [topBar, statusBar, waiting, notice, replayBar, tabTitle],
  notice,
  tabs,
  toast,
  text: keptText,
  terminal,
};
const parts: PageParts = { session, terminal, tabs, toast, editor: null };
const actions = new PageActions(parts);
new FocusRing([
  { element: layout.editorPane, focus: () => focusPane("editor") },
  { element: layout.terminalPane, focus: () => focusPane("terminal") },
  { element: topBar.element, focus: () => topBar.element.querySelector("button")?.focus() },
]);
installHooks({
  swiftletTerminalText: () => terminal.text(),
  swiftletOffset: () => session.offset,
  swiftletDropConnection: () => session.dropConnection(),
});
if (tabs.active === "terminal" || !tabs.narrow) terminal.focus();
void session.start();
parts.editor = await openEditor(layout.editorHost, keptText, {
  sendSelection: () => actions.sendSelection(),
  sendAll: () => actions.sendAll(),
});

function startNew(): void {
  void session.startNew();
  focusPane("terminal");
}

function resetTerminal(): void {
  terminal.resetModes();
  focusPane("terminal");
}

function setScreenReader(on: boolean): void {
  preferences.write("screenReader", String(on));
  terminal.setScreenReader(on);
}

function focusPane(pane: "editor" | "terminal"): void {
  tabs.show(pane);
  if (pane === "editor") parts.editor?.focus();
  else terminal.focus();
}
