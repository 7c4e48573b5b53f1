import { LSPPlugin } from "@codemirror/lsp-client";
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { EditorView, type Tooltip, hoverTooltip, keymap, showTooltip } from "@codemirror/view";
import type { Hover, MarkupContent } from "vscode-languageserver-protocol";
import { showMarkdown } from "./markdown";

const show = StateEffect.define<Tooltip | null>();

/** What the cursor stands on, where a key asked for it. */
const asked = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, transaction) {
    for (const effect of transaction.effects) if (effect.is(show)) return effect.value;
    return transaction.docChanged || transaction.selection !== undefined ? null : tooltip;
  },
  provide: (field) => showTooltip.from(field),
});

/** What is known of what the pointer, or the cursor, is on. */
export const hover: Extension = [
  hoverTooltip((view, pos) => find(view, pos)),
  asked,
  keymap.of([
    {
      key: "Escape",
      run: (view) => {
        if (!view.state.field(asked, false)) return false;
        view.dispatch({ effects: show.of(null) });
        return true;
      },
    },
  ]),
];

/** Shows it for the cursor. */
export async function describe(view: EditorView): Promise<void> {
  const tooltip = await find(view, view.state.selection.main.head);
  if (view.state.field(asked, false) !== undefined) view.dispatch({ effects: show.of(tooltip) });
}

async function find(view: EditorView, pos: number): Promise<Tooltip | null> {
  const plugin = LSPPlugin.get(view);
  if (!plugin?.client.serverCapabilities) return null;
  plugin.client.sync();
  const result = await plugin.client
    .request<unknown, Hover | null>("textDocument/hover", {
      textDocument: { uri: plugin.uri },
      position: plugin.toPosition(pos),
    })
    .catch(() => null);
  const text = result === null ? "" : textOf(result.contents);
  if (text === "") return null;
  return {
    pos: view.state.wordAt(pos)?.from ?? pos,
    above: true,
    create: () => ({ dom: showMarkdown(text, view.state) }),
  };
}

function textOf(contents: Hover["contents"]): string {
  if (typeof contents === "string") return contents;
  if (Array.isArray(contents))
    return contents.map((one) => (typeof one === "string" ? one : one.value)).join("\n\n");
  return (contents as MarkupContent).value;
}
