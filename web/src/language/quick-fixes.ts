import { LSPPlugin } from "@codemirror/lsp-client";
import { StateEffect, StateField } from "@codemirror/state";
import { EditorView, type Tooltip, showTooltip } from "@codemirror/view";
import type { CodeAction } from "vscode-languageserver-protocol";
import { messages } from "../messages";
import { element } from "../ui/dom";
import type { Diagnostics } from "./diagnostics";
import { applyEdit } from "./edits";
import { fixesOf, onlyOnce, openEnd } from "./fixes";
import { nameOf } from "./uri";

const offer = StateEffect.define<Tooltip | null>();

/** The list of what can be done, while it is open. */
export const quickFixList = StateField.define<Tooltip | null>({
  create: () => null,
  update(list, transaction) {
    for (const effect of transaction.effects) if (effect.is(offer)) return effect.value;
    return transaction.docChanged || transaction.selection !== undefined ? null : list;
  },
  provide: (field) => showTooltip.from(field),
});

/** Applies one. Where it leaves something to write, the cursor goes there. */
export function mend(view: EditorView, { edit }: CodeAction): void {
  const plugin = LSPPlugin.get(view);
  if (plugin === null || edit === undefined) return;
  plugin.client.sync();
  const here = nameOf(plugin.uri);
  const [only, ...more] = Object.entries(edit.changes ?? {}).find(([uri]) => nameOf(uri) === here)?.[1] ?? [];
  const end = only === undefined || more.length > 0 ? null : openEnd(only.newText);
  const start = only === undefined ? 0 : plugin.fromPosition(only.range.start);
  applyEdit(plugin.client, edit);
  if (end !== null && start + end <= view.state.doc.length)
    view.dispatch({ selection: { anchor: start + end }, scrollIntoView: true });
}

/** Offers what can be done about the line, and what else with the place, that the cursor is in. */
export async function offerQuickFixes(view: EditorView, diagnostics: Diagnostics): Promise<void> {
  const plugin = LSPPlugin.get(view);
  if (plugin === null) return;
  plugin.client.sync();
  const { from, to, head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head).number - 1;
  const mending = diagnostics
    .of(nameOf(plugin.uri) ?? "")
    .filter(({ range }) => range.start.line <= line && line <= range.end.line)
    .flatMap(fixesOf);
  const others = await plugin.client
    .request<unknown, CodeAction[] | null>("textDocument/codeAction", {
      textDocument: { uri: plugin.uri },
      range: { start: plugin.toPosition(from), end: plugin.toPosition(to) },
      context: { diagnostics: [] },
    })
    .catch(() => null);
  // What is a command would run on the server, which takes none.
  const all = onlyOnce([...mending, ...(others ?? [])].filter(({ edit }) => edit !== undefined));
  if (view.state.field(quickFixList, false) === undefined) return;
  view.dispatch({ effects: offer.of({ pos: head, create: () => ({ dom: list(view, all) }) }) });
  view.dom.querySelector<HTMLElement>(".quick-fixes button")?.focus();
}

function list(view: EditorView, actions: readonly CodeAction[]): HTMLElement {
  const close = () => {
    view.dispatch({ effects: offer.of(null) });
    view.focus();
  };
  if (actions.length === 0) return element("div", { class: "quick-fixes" }, messages.intelligence.noFixes);
  const shown = element("div", {
    class: "quick-fixes",
    role: "menu",
    "aria-label": messages.intelligence.quickFix,
    "data-testid": "quick-fixes",
  });
  for (const action of actions) {
    const item = element("button", { type: "button", role: "menuitem" }, action.title);
    item.addEventListener("click", () => {
      close();
      mend(view, action);
    });
    shown.append(item);
  }
  shown.addEventListener("keydown", (event) => moveIn(shown, event, close));
  return shown;
}

function moveIn(shown: HTMLElement, event: KeyboardEvent, close: () => void): void {
  const items = [...shown.querySelectorAll("button")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) {
    const at = items.findIndex((item) => item === document.activeElement);
    items[(at + step + items.length) % items.length]?.focus();
  } else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
