import type { CodeAction, Diagnostic, DiagnosticRelatedInformation } from "vscode-languageserver-protocol";

interface Mending {
  readonly codeActions?: readonly CodeAction[];
}

/** sourcekit-lsp says with each diagnostic, and with each note of it, what would mend it. */
export type FixableDiagnostic = Omit<Diagnostic, "relatedInformation"> &
  Mending & {
    readonly relatedInformation?: readonly (Partial<DiagnosticRelatedInformation> & Mending)[] | undefined;
  };

/** All that would mend it, each once: its own first, then its notes'. What is a command is none: the server takes none. */
export function fixesOf({ codeActions = [], relatedInformation = [] }: FixableDiagnostic): CodeAction[] {
  const all = [...codeActions, ...relatedInformation.flatMap((note) => note.codeActions ?? [])];
  return onlyOnce(all.filter(({ edit }) => edit !== undefined));
}

/** Without those that say and do the same as an earlier one. */
export function onlyOnce(actions: readonly CodeAction[]): CodeAction[] {
  return [
    ...new Map(actions.map((action) => [JSON.stringify([action.title, action.edit]), action])).values(),
  ];
}

/** Where a person goes on writing, e.g. after ` ?? `: how far into the text that a fix inserts; null: it is whole. */
export function openEnd(newText: string): number | null {
  return /\S[ \t]$/.test(newText) ? newText.length : null;
}
