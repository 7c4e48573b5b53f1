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

/** What a fix leaves for the person to fill in, e.g. `<#default value#>`: its first place in the text, or null. */
export function placeholderIn(text: string, from = 0): { from: number; to: number } | null {
  const found = /<#[^\n]*?#>/.exec(text.slice(from));
  return found === null ? null : { from: from + found.index, to: from + found.index + found[0].length };
}
