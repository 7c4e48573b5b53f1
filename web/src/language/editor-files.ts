import type { ChangeSpec } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Files } from "../editor/file-set";

/** What the language server's side needs of the editor. */
export interface EditorFiles {
  readonly files: Files;
  readonly active: string;
  readonly view: EditorView;
  show(name: string): void;
  /** Changes a file, shown or not. Positions are of its text now. */
  change(name: string, changes: readonly ChangeSpec[]): void;
}
