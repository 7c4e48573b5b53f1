import { type LSPClient, LSPPlugin, Workspace, type WorkspaceFile } from "@codemirror/lsp-client";
import { ChangeSet, Text, type TransactionSpec } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { EditorFiles } from "./editor-files";
import { nameOf, uriOf } from "./uri";

interface OpenFile extends WorkspaceFile {
  readonly name: string;
  /** As the language server has it. */
  doc: Text;
  view: EditorView | null;
  /** Whether another file has changed since it was looked at. */
  stale: boolean;
}

const textOf = (text: string) => Text.of(text.split("\n"));

/** The editor's files, all of which the language server has open: one is shown, and a change to it may be to all. */
export class SwiftWorkspace extends Workspace {
  files: OpenFile[] = [];
  readonly #editor: EditorFiles;
  readonly #outside: () => void;
  #live = false;

  /** @param outside told when something is to be shown that is in none of the files */
  constructor(client: LSPClient, editor: EditorFiles, outside: () => void) {
    super(client);
    this.#editor = editor;
    this.#outside = outside;
  }

  override getFile(uri: string): OpenFile | null {
    const name = nameOf(uri);
    return this.files.find((file) => file.name === name) ?? null;
  }

  /** The language server is new to all of them. */
  override connected(): void {
    this.#live = true;
    this.files = [];
    const { view, active } = this.#editor;
    const plugin = LSPPlugin.get(view);
    plugin?.clear();
    for (const [name, text] of this.#editor.files) {
      this.#open(
        name,
        name === active ? view.state.doc : textOf(text),
        name === active && plugin ? view : null,
      );
    }
  }

  override disconnected(): void {
    this.#live = false;
  }

  syncFiles(): ReturnType<Workspace["syncFiles"]> {
    if (!this.#live) return [];
    const updates = this.files.flatMap((file) => {
      const plugin = file.view === null ? null : LSPPlugin.get(file.view);
      const changes = plugin?.unsyncedChanges ?? this.#hiddenChanges(file);
      if (changes === null || changes.empty) return [];
      const prevDoc = file.doc;
      file.doc = changes.apply(prevDoc);
      file.version += 1;
      plugin?.clear();
      return [{ file, prevDoc, changes }];
    });
    for (const { file } of updates) this.#changed(this.getFile(file.uri));
    return updates;
  }

  openFile(uri: string, _language: string, view: EditorView): void {
    const file = this.getFile(uri);
    if (file === null) {
      const name = nameOf(uri);
      if (this.#live && name !== null) this.#open(name, view.state.doc, view);
      return;
    }
    this.#catchUp(file, view.state.doc);
    file.view = view;
    if (file.stale) this.#lookAgain(file);
  }

  /** It is shown no longer; it stays open. */
  closeFile(uri: string, view: EditorView): void {
    const file = this.getFile(uri);
    if (file?.view !== view) return;
    this.#catchUp(file, view.state.doc);
    file.view = null;
  }

  /** Files were added, renamed or removed. */
  filesChanged(): void {
    if (!this.#live) return;
    const { files } = this.#editor;
    for (const gone of this.files.filter(({ name }) => !files.has(name))) this.client.didClose(gone.uri);
    this.files = this.files.filter(({ name }) => files.has(name));
    for (const [name, text] of files) {
      if (!this.files.some((file) => file.name === name)) this.#open(name, textOf(text), null);
    }
  }

  override updateFile(uri: string, update: TransactionSpec): void {
    const file = this.getFile(uri);
    if (file === null || update.changes === undefined) return;
    this.#editor.change(file.name, [update.changes]);
  }

  override displayFile(uri: string): Promise<EditorView | null> {
    const name = nameOf(uri);
    if (name === null || !this.#editor.files.has(name)) {
      this.#outside();
      return Promise.resolve(null);
    }
    this.#editor.show(name);
    return Promise.resolve(this.#editor.view);
  }

  #open(name: string, doc: Text, view: EditorView | null): void {
    const file: OpenFile = {
      name,
      uri: uriOf(name),
      languageId: "swift",
      version: 0,
      doc,
      view,
      stale: false,
      getView: () => file.view,
    };
    this.files.push(file);
    this.client.didOpen(file);
  }

  #hiddenChanges(file: OpenFile): ChangeSet | null {
    const text = this.#editor.files.get(file.name);
    if (file.view !== null || text === undefined) return null;
    const doc = textOf(text);
    return doc.eq(file.doc) ? null : wholeChange(file.doc, doc);
  }

  /** What was not told yet, before another part of the page has the file. */
  #catchUp(file: OpenFile, doc: Text): void {
    if (!this.#live || file.doc.eq(doc)) return;
    file.doc = doc;
    this.#tell(file, [{ text: doc.toString() }]);
    this.#changed(file);
  }

  /** The others may now be wrong in other places. */
  #changed(changed: OpenFile | null): void {
    for (const file of this.files) if (file !== changed) file.stale = true;
  }

  /** A change of nothing: sourcekit-lsp looks at a file only when it changes itself. */
  #lookAgain(file: OpenFile): void {
    file.stale = false;
    this.#tell(file, []);
  }

  #tell(file: OpenFile, contentChanges: readonly { text: string }[]): void {
    file.version += 1;
    this.client.notification("textDocument/didChange", {
      textDocument: { uri: file.uri, version: file.version },
      contentChanges,
    });
  }
}

/** The client's, which is always one of these. */
export function workspaceOf(client: LSPClient): SwiftWorkspace {
  if (client.workspace instanceof SwiftWorkspace) return client.workspace;
  throw new Error("a client of another kind");
}

function wholeChange(before: Text, after: Text): ChangeSet {
  return ChangeSet.of({ from: 0, to: before.length, insert: after }, before.length);
}
