import { indentWithTab } from "@codemirror/commands";
import { StreamLanguage, indentUnit } from "@codemirror/language";
import { swift } from "@codemirror/legacy-modes/mode/swift";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { messages } from "../messages";
import type { Disposable } from "../ui/disposable";
import { type Entry, selectionEntry, wholeEntry } from "./entry";
import { editorLook } from "./look";
import { replaceInput } from "./replace-input";

/** What the editor tells. */
export interface EditorEvents {
  changed(text: string): void;
  sendSelection(): void;
  sendAll(): void;
}

/** The editor on the page: CodeMirror with Swift's colours. */
export class Editor implements Disposable {
  readonly #view: EditorView;

  constructor(host: HTMLElement, text: string, events: EditorEvents) {
    this.#view = new EditorView({ parent: host, state: createState(text, events) });
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

  /** Replaces the text; undo brings the earlier one back. */
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
}

function createState(text: string, events: EditorEvents): EditorState {
  const run = (action: () => void) => () => {
    action();
    return true;
  };
  return EditorState.create({
    doc: text,
    extensions: [
      Prec.highest(
        keymap.of([
          { key: "Shift-Enter", run: run(() => events.sendSelection()) },
          { key: "Mod-Enter", run: run(() => events.sendAll()) },
        ]),
      ),
      basicSetup,
      replaceInput,
      keymap.of([indentWithTab]),
      StreamLanguage.define(swift),
      indentUnit.of("    "),
      editorLook,
      EditorView.contentAttributes.of({
        "aria-label": messages.editorLabel,
        tabindex: "0",
        "data-gramm": "false",
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) events.changed(update.state.doc.toString());
      }),
    ],
  });
}
