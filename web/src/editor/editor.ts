import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Command } from "../commands/command";
import type { Disposable } from "../ui/disposable";
import { type Entry, selectionEntry, wholeEntry } from "./entry";
import { MAIN, type Files, inOrder } from "./file-set";
import { fileSetup } from "./setup";

/** What the editor tells. */
export interface EditorEvents {
  /** A text, a name, or which files there are. */
  changed(files: Files): void;
  /** Which files there are, or which of them is shown. */
  filesChanged(names: readonly string[], active: string): void;
  /** Those whose keys are the editor's. */
  readonly commands: readonly Command[];
}

/** What else a file's state is made of, e.g. what a language server says. @param name the file's */
export type ExtensionsFor = (name: string) => Extension;

/** A file that was deleted, with its undo history. */
export interface RemovedFile {
  readonly name: string;
  readonly state: EditorState;
}

/** The editor on the page: CodeMirror with Swift's colours; a state for each file, one of which is shown. */
export class Editor implements Disposable {
  readonly #view: EditorView;
  readonly #events: EditorEvents;
  readonly #extensions: ExtensionsFor;
  /** Of the file that is shown, as it was when it was shown. */
  #states: Map<string, EditorState>;
  #texts: Files;
  #active: string = MAIN;

  /** @param extensions asked for each file, again when it is renamed */
  constructor(host: HTMLElement, files: Files, events: EditorEvents, extensions: ExtensionsFor) {
    this.#events = events;
    this.#extensions = extensions;
    this.#texts = inOrder(files);
    this.#states = this.#makeStates(this.#texts);
    this.#view = new EditorView({ parent: host, state: this.#stateOf(MAIN) });
    this.#tellFiles();
  }

  get files(): Files {
    return this.#texts;
  }

  get names(): readonly string[] {
    return [...this.#texts.keys()];
  }

  /** The name of the file that is shown. */
  get active(): string {
    return this.#active;
  }

  get view(): EditorView {
    return this.#view;
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  get selection(): Entry {
    return selectionEntry(this.#view.state);
  }

  get whole(): Entry {
    return wholeEntry(this.#view.state);
  }

  /** Shows a file; nothing happens if it is not there. */
  show(name: string): void {
    if (name === this.#active || !this.#states.has(name)) return;
    this.#states.set(this.#active, this.#view.state);
    this.#turnTo(name);
    this.#tellFiles();
  }

  /** A new file, and shows it. The name is checked already. */
  add(name: string, text = ""): void {
    this.#put({ name, state: this.#makeState(name, text) });
  }

  /** Brings a deleted file back, and shows it. */
  restore(file: RemovedFile): void {
    this.#put(file);
  }

  /** The name is checked already. The undo history stays. */
  rename(from: string, to: string): void {
    this.#states.set(this.#active, this.#view.state);
    const former = this.#stateOf(from);
    const text = former.doc.toString();
    this.#states.delete(from);
    this.#states.set(to, this.#makeState(to, text, former));
    this.#texts = inOrder([...this.#texts].map(([name, one]) => [name === from ? to : name, one] as const));
    if (this.#active === from) this.#turnTo(to);
    this.#tellAll();
  }

  /** Deletes a file other than the main one; shows the main one instead. */
  remove(name: string): RemovedFile {
    this.#states.set(this.#active, this.#view.state);
    const removed = { name, state: this.#stateOf(name) };
    if (this.#active === name) this.#turnTo(MAIN);
    this.#states.delete(name);
    this.#texts = inOrder([...this.#texts].filter(([other]) => other !== name));
    this.#tellAll();
    return removed;
  }

  /** Other files than these: those of another place. */
  replaceAll(files: Files): void {
    this.#texts = inOrder(files);
    this.#states = this.#makeStates(this.#texts);
    this.#turnTo(MAIN);
    this.#tellAll();
  }

  /** Replaces the text that is shown; undo brings the earlier one back. */
  replace(text: string): void {
    const { doc } = this.#view.state;
    this.#view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, selection: { anchor: 0 } });
  }

  /** Moves the cursor on after an entry was sent. */
  sent(entry: Entry): void {
    if (entry.cursor !== null)
      this.#view.dispatch({ selection: { anchor: entry.cursor }, scrollIntoView: true });
  }

  focus(): void {
    this.#view.focus();
  }

  dispose(): void {
    this.#view.destroy();
  }

  #put({ name, state }: RemovedFile): void {
    this.#states.set(this.#active, this.#view.state);
    this.#states.set(name, state);
    this.#texts = inOrder([...this.#texts, [name, state.doc.toString()]]);
    this.#turnTo(name);
    this.#tellAll();
  }

  #turnTo(name: string): void {
    this.#active = name;
    this.#view.setState(this.#stateOf(name));
  }

  #stateOf(name: string): EditorState {
    return this.#states.get(name) ?? this.#makeState(name, "");
  }

  #makeStates(files: Files): Map<string, EditorState> {
    return new Map([...files].map(([name, text]) => [name, this.#makeState(name, text)]));
  }

  /** @param former whose selection and history it takes over */
  #makeState(name: string, text: string, former?: EditorState): EditorState {
    const extensions = [
      fileSetup(name, this.#events.commands, former),
      this.#extensions(name),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) this.#typed(update.state.doc.toString());
      }),
    ];
    return EditorState.create({ doc: text, extensions, ...(former ? { selection: former.selection } : {}) });
  }

  #typed(text: string): void {
    this.#texts = new Map(this.#texts).set(this.#active, text);
    this.#events.changed(this.#texts);
  }

  #tellAll(): void {
    this.#events.changed(this.#texts);
    this.#tellFiles();
  }

  #tellFiles(): void {
    this.#events.filesChanged(this.names, this.#active);
  }
}
