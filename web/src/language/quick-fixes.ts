import { LSPPlugin } from "@codemirror/lsp-client";
import { StateEffect, StateField } from "@codemirror/state";
import { EditorView, type Tooltip, showTooltip } from "@codemirror/view";
import type { CodeAction } from "vscode-languageserver-protocol";
import { messages } from "../messages";
import { element } from "../ui/dom";
import type { Diagnostics } from "./diagnostics";
import { applyEdit } from "./edits";
import { fixesOf, onlyOnce, placeholderIn } from "./fixes";
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

/** Applies one. What it leaves to fill in is selected, so that typing replaces it. */
export function mend(view: EditorView, { edit }: CodeAction): void {
  const plugin = LSPPlugin.get(view);
  if (plugin === null || edit === undefined) return;
  applyEdit(plugin.client, edit);
  const here = nameOf(plugin.uri);
  const first = Object.entries(edit.changes ?? {}).find(([uri]) => nameOf(uri) === here)?.[1][0];
  if (first === undefined || placeholderIn(first.newText) === null) return;
  const { doc } = view.state;
  const place = placeholderIn(doc.toString(), doc.line(Math.min(first.range.start.line + 1, doc.lines)).from);
  if (place !== null)
    view.dispatch({ selection: { anchor: place.from, head: place.to }, scrollIntoView: true });
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
