import { type Diagnostic as Shown, setDiagnostics } from "@codemirror/lint";
import { type LSPClientExtension, LSPPlugin } from "@codemirror/lsp-client";
import { EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { CodeAction, Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver-protocol";
import { type FixableDiagnostic, fixesOf } from "./fixes";
import { workspaceOf } from "./workspace";
import { nameOf } from "./uri";

/** How long typing must rest before the language server is told. In milliseconds. */
const REST_MS = 250;
const SEVERITIES = ["error", "error", "warning", "info", "hint"] as const;

/** What is known to be wrong, by file; squiggles in the one that is shown. */
export class Diagnostics {
  readonly #byName = new Map<string, PublishDiagnosticsParams>();
  readonly #mend: (view: EditorView, action: CodeAction) => void;

  /** @param mend applies what would mend something */
  constructor(mend: (view: EditorView, action: CodeAction) => void) {
    this.#mend = mend;
  }

  /** For the client. */
  readonly extension: LSPClientExtension = {
    notificationHandlers: {
      "textDocument/publishDiagnostics": (client, params: PublishDiagnosticsParams) => {
        const file = workspaceOf(client).getFile(params.uri);
        if (file === null || (params.version !== undefined && params.version !== file.version)) return true;
        this.#byName.set(file.name, params);
        if (file.view !== null) this.#show(file.view, params);
        return true;
      },
    },
    editorExtension: ViewPlugin.fromClass(SyncAtRest),
  };

  /** In the text that the language server last heard of. */
  of(name: string): readonly FixableDiagnostic[] {
    return this.#byName.get(name)?.diagnostics ?? [];
  }

  /** A file is shown: as much as is known of it, until more is. */
  shown(view: EditorView, name: string): void {
    const params = this.#byName.get(name);
    if (params !== undefined) this.#show(view, params);
  }

  /** Nobody says any more what is wrong. */
  clear(view: EditorView): void {
    this.#byName.clear();
    view.dispatch(setDiagnostics(view.state, []));
  }

  #show(view: EditorView, { uri, diagnostics }: PublishDiagnosticsParams): void {
    const plugin = LSPPlugin.get(view);
    if (plugin === null || nameOf(plugin.uri) !== nameOf(uri)) return;
    view.dispatch(
      setDiagnostics(
        view.state,
        diagnostics.map((each) => this.#place(each, plugin)),
      ),
    );
  }

  #place(diagnostic: Diagnostic, plugin: LSPPlugin): Shown {
    const { view, syncedDoc, unsyncedChanges } = plugin;
    const at = (position: Diagnostic["range"]["start"]) =>
      Math.min(unsyncedChanges.mapPos(plugin.fromPosition(position, syncedDoc)), view.state.doc.length);
    const { start, end } = diagnostic.range;
    return {
      ...visibleRange(view, at(start), at(end)),
      severity: SEVERITIES[diagnostic.severity ?? 1],
      message: typeof diagnostic.message === "string" ? diagnostic.message : diagnostic.message.value,
      actions: fixesOf(diagnostic).map((action) => ({
        name: action.title,
        apply: () => this.#mend(view, action),
      })),
    };
  }
}

/** A place without length would show nothing: the word there, or the character beside it. */
function visibleRange(view: EditorView, from: number, to: number): { from: number; to: number } {
  if (to > from) return { from, to };
  const word = view.state.wordAt(from);
  if (word !== null) return { from: Math.min(from, word.from), to: word.to };
  const line = view.state.doc.lineAt(from);
  return from < line.to ? { from, to: from + 1 } : { from: Math.max(line.from, from - 1), to: from };
}

class SyncAtRest {
  #timer: ReturnType<typeof setTimeout> | undefined;

  update({ docChanged, view }: ViewUpdate): void {
    if (!docChanged) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => LSPPlugin.get(view)?.client.sync(), REST_MS);
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }
}
