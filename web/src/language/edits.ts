import type { LSPClient } from "@codemirror/lsp-client";
import type { TextEdit, WorkspaceEdit } from "vscode-languageserver-protocol";
import { type SwiftWorkspace, workspaceOf } from "./workspace";

/** Applies what the language server proposes, to the texts as they are told to it. */
export function applyEdit(client: LSPClient, edit: WorkspaceEdit): void {
  const workspace = workspaceOf(client);
  client.sync();
  for (const [uri, edits] of Object.entries(edit.changes ?? {})) applyTo(workspace, uri, edits);
}

function applyTo(workspace: SwiftWorkspace, uri: string, edits: readonly TextEdit[]): void {
  const file = workspace.getFile(uri);
  if (file === null) return;
  const { doc } = file;
  const at = ({ line, character }: TextEdit["range"]["start"]) =>
    line >= doc.lines ? doc.length : Math.min(doc.line(line + 1).from + character, doc.line(line + 1).to);
  const changes = edits.map(({ range, newText }) => ({
    from: at(range.start),
    to: at(range.end),
    insert: newText,
  }));
  workspace.updateFile(uri, { changes });
}
