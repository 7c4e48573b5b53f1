import { openRunSocket, wakeups } from "../connection/open-socket";
import type { Editor, ExtensionsFor } from "../editor/editor";
import { type Files } from "../editor/file-set";
import { messages } from "../messages";
import type { Session } from "../session/session";
import type { ReplTerminal } from "../terminal/terminal";
import { storageOrNull } from "../ui/preferences";
import type { Tabs } from "../ui/tabs";
import type { Toast } from "../ui/toast";
import { RunsApi } from "./api";
import type { FixIt, Range, RunMode } from "./events";
import { formatFile } from "./format-file";
import { KnownText } from "./known-text";
import type { EditorMarks } from "./marks/marks";
import { ProgramRun } from "./program-run";
import { RunRecord } from "./record";
import { NO_RUN, type RunState, answers, isGoing } from "./run-state";
import { RunTerminal, type RunTerminalWorld } from "./run-terminal";
import { RunView } from "./run-view";

/** What running needs from the page. */
export interface RunPageParts {
  /** The REPL's, which is as large as the program's will be. */
  readonly terminal: ReplTerminal;
  readonly session: Session;
  readonly tabs: Tabs;
  readonly toast: Toast;
  readonly editor: Editor | null;
}

/** What it needs from the start. */
export interface RunPageWorld extends RunTerminalWorld {
  /** Asked for each time: the editor comes a moment later than the rest. */
  parts(): RunPageParts;
}

/** Running programs on the page: the Run tab, and what a run shows in the editor. */
export class RunPage {
  readonly view: RunView;
  readonly #world: RunPageWorld;
  readonly #api = new RunsApi();
  readonly #run: ProgramRun;
  readonly #record = new RunRecord();
  readonly #known: KnownText;
  readonly #terminal: RunTerminal;
  #marks: EditorMarks | null = null;
  #runId: string | null = null;
  #hasOutput = false;

  constructor(world: RunPageWorld) {
    this.#world = world;
    this.#known = new KnownText(storageOrNull("sessionStorage"));
    this.view = new RunView(NO_RUN, {
      goTo: (file, range) => this.goTo(file, range),
      apply: (fixIts) => this.#apply(fixIts),
      stop: () => this.stop(),
      endOfInput: () => this.endOfInput(),
      toggleResults: () => this.toggleResults(),
    });
    this.#run = new ProgramRun(
      {
        api: this.#api,
        openSocket: openRunSocket,
        terminalSize: () => (this.terminal ?? world.parts().terminal).size,
        wakeups,
      },
      {
        changed: (state) => this.#changed(state),
        begins: (id, files) => this.#begins(id, files),
        anew: () => this.#record.anew(),
        heard: (event) => {
          this.#record.add(event);
          if (event.type === "exit") this.#terminal.rest();
        },
        output: (bytes, replay, drawn) => this.#output(bytes, replay, drawn),
        reset: () => this.#terminal.open().reset(),
        refusedMessage: (code) => world.parts().toast.show(messages.refusedMessage[code]),
      },
    );
    this.#terminal = new RunTerminal(this.view.terminalHost, this.#run, world);
    this.view.showResults(this.withResults);
  }

  /** Whether a run shows the values of lines. */
  get withResults(): boolean {
    return this.#world.preferences.read("results") === "true";
  }

  /** Whether there is a program that an interrupt would be meant for. */
  get isGoing(): boolean {
    return isGoing(this.#run.state);
  }

  /** The program's terminal, once there is one. */
  get terminal(): ReplTerminal | null {
    return this.#terminal.shown;
  }

  /** For tests. */
  text(): string {
    return this.terminal?.text() ?? "";
  }

  run(): void {
    this.#start(this.withResults ? "results" : "run");
  }

  check(): void {
    this.#start("check");
  }

  format(): void {
    const { editor, toast, session } = this.#world.parts();
    if (editor !== null)
      void formatFile(editor.view, this.#api, session.state.toolchainId, (text) => toast.show(text));
  }

  stop(): void {
    this.#run.stop();
  }

  interrupt(): void {
    this.#run.interrupt();
    this.terminal?.focus();
  }

  endOfInput(): void {
    this.#run.endOfInput();
    this.terminal?.focus();
  }

  toggleResults(): void {
    const on = !this.withResults;
    this.#world.preferences.write("results", String(on));
    this.view.showResults(on);
    if (!on) this.#record.withoutValues();
  }

  /** Shows what the line with the cursor came to. */
  showLine(): void {
    const { editor, toast } = this.#world.parts();
    const shown = editor !== null && this.#marks?.showLine(editor.view) === true;
    if (!shown) toast.show(messages.runs.noResult);
  }

  focus(): void {
    if (this.view.prints && this.terminal !== null) this.terminal.focus();
    else this.view.element.querySelector<HTMLElement>("button:not([hidden])")?.focus();
  }

  setScreenReader(on: boolean): void {
    this.terminal?.setScreenReader(on);
  }

  /** The page is with this session from now on; it may have a run. @param fresh nothing of it was there before */
  joins(session: string, fresh: boolean): void {
    this.#run.forget();
    this.#record.begin(null);
    if (!fresh) void this.#run.follow(session).then(() => this.#comesBack());
  }

  /** The session has this run now, whoever began it. */
  isRun(session: string, run: string): void {
    void this.#run.follow(session, run);
  }

  /** Loads what the editor shows of a run. Together with the editor: nothing waits for it. */
  async extensions(): Promise<ExtensionsFor> {
    const { EditorMarks } = await import("./marks/marks");
    const marks = new EditorMarks(this.#record, (gone) => this.view.problems.withdraw(gone));
    this.#marks = marks;
    return (name) => marks.extension(name);
  }

  /** The editor is there: what an earlier visit ran may be shown in it. */
  editorOpened({ files }: Editor): void {
    if (this.#runId !== null && this.#record.isUnknown) {
      const same = this.#known.same(this.#runId, files);
      if (same !== null) this.#record.know(same);
    }
  }

  /** Shows a place in the editor. */
  goTo(file: string, range: Pick<Range, "startLine" | "startColumn">): void {
    const { editor, tabs } = this.#world.parts();
    if (editor?.names.includes(file) !== true) return;
    editor.show(file);
    tabs.show("editor");
    this.#marks?.goTo(editor.view, range);
    editor.focus();
  }

  #apply(fixIts: readonly FixIt[]): void {
    const { editor, tabs } = this.#world.parts();
    const file = fixIts[0]?.file;
    if (editor === null || file === undefined || !editor.names.includes(file)) return;
    editor.show(file);
    tabs.show("editor");
    // The marks of a file come with the next frame after it is shown.
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        this.#marks?.apply(editor.view, fixIts);
        editor.focus();
      });
    });
  }

  #start(mode: RunMode): void {
    const { session, editor, tabs, toast } = this.#world.parts();
    if (session.id === null || session.state.phase.name !== "live" || editor === null) {
      toast.show(messages.runs.noSession);
      return;
    }
    tabs.show("run");
    void this.#run.start(session.id, editor.files, mode).then(() => {
      if (mode !== "check" && this.#run.state.stage.name === "running") this.#focusTerminal();
    });
  }

  /** Input goes where the program reads it, unless the person is at something else by now. */
  #focusTerminal(): void {
    const { tabs } = this.#world.parts();
    if (tabs.active === "run" && document.querySelector("dialog:modal") === null) this.terminal?.focus();
  }

  /** Where a reload finds a program that waits for input, it can be typed to. */
  #comesBack(): void {
    if (!this.isGoing || this.#world.parts().tabs.active !== "run") return;
    this.#terminal.open();
    if (document.activeElement === document.body) this.#focusTerminal();
  }

  #begins(id: string, files: Files | null): void {
    const { editor } = this.#world.parts();
    this.#runId = id;
    this.#hasOutput = false;
    this.view.begins();
    this.terminal?.reset();
    this.terminal?.resetModes();
    if (files !== null) this.#known.remember(id, files);
    this.#record.begin(files ?? (editor === null ? null : this.#known.same(id, editor.files)));
  }

  #output(bytes: Uint8Array, replay: boolean, drawn: () => void): void {
    if (!this.#hasOutput) this.view.printed();
    this.#hasOutput = true;
    this.#terminal.open().output(bytes, replay, drawn);
  }

  #changed(state: RunState): void {
    this.view.update(state);
    // Only now has it its place, and with that its size.
    if (state.stage.name === "asked" && this.view.prints) this.#terminal.open();
    this.terminal?.follow(
      state.connected && state.controller !== null && !answers(state) ? state.size : null,
    );
    const { tabs } = this.#world.parts();
    const failed = state.stage.name === "over" && state.stage.verdict.outcome !== "success";
    tabs.setAttention("run", isGoing(state) || failed || state.stage.name === "refused");
  }
}
