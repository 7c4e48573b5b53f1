import { LSPPlugin } from "@codemirror/lsp-client";
import { type EditorView, getDialog, showDialog } from "@codemirror/view";
import type { Location, TextEdit, WorkspaceEdit } from "vscode-languageserver-protocol";
import { messages } from "../messages";
import { element, setText } from "../ui/dom";
import { applyEdit } from "./edits";
import { isIdentifier } from "./identifier";
import { workspaceOf } from "./workspace";

/** A word that stands so often in a file may mean many things: no more of its places are asked about. */
const MOST_PLACES = 40;
const PANEL = "cm-lsp-rename-panel";

/** Asks for a new name for what the cursor is on, and gives it that in all files. */
export async function rename(view: EditorView): Promise<void> {
  const word = view.state.wordAt(view.state.selection.main.head);
  const plugin = LSPPlugin.get(view);
  if (word === null || plugin === null || getDialog(view, PANEL) !== null) return;
  const name = view.state.sliceDoc(word.from, word.to);
  const { close, result } = showDialog(view, {
    label: messages.intelligence.newName,
    input: { name: "name", value: name },
    focus: true,
    submitLabel: messages.intelligence.renameSubmit,
    class: PANEL,
  });
  refuseOthers(getDialog(view, PANEL)?.dom);
  const form = await result;
  view.dispatch({ effects: close });
  view.focus();
  const field = form?.elements.namedItem("name");
  const newName = field instanceof HTMLInputElement ? field.value.trim() : name;
  if (newName === name || !isIdentifier(newName)) return;
  try {
    applyEdit(plugin.client, await new Renaming(plugin, name, newName).edit(word.from));
  } catch (error) {
    plugin.reportError(messages.intelligence.renameFailed, error);
  }
}

/** What is no name in Swift keeps the panel open, which says so: the language server would put anything into the code. */
function refuseOthers(panel: HTMLElement | undefined): void {
  const input = panel?.querySelector("input");
  if (panel === undefined || !input) return;
  const problem = element("span", { class: "rename-problem", id: "rename-problem", role: "alert" });
  input.setAttribute("aria-describedby", problem.id);
  input.closest("label")?.after(problem);
  const show = (wrong: boolean) => {
    input.setAttribute("aria-invalid", String(wrong));
    setText(problem, wrong ? messages.intelligence.noName : "");
  };
  const check = (event: Event) => {
    if (isIdentifier(input.value.trim())) return;
    event.preventDefault();
    event.stopPropagation();
    show(true);
    input.focus();
  };
  input.addEventListener("input", () => show(false));
  // Before the library takes it for an answer.
  panel.addEventListener("submit", check, true);
  panel.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter" && event.target === input) check(event);
    },
    true,
  );
}

/**
 * Without an index, sourcekit-lsp renames in the file that it is asked about. So it is asked in each file in which the
 * word stands and means the same.
 */
class Renaming {
  readonly #plugin: LSPPlugin;
  readonly #name: string;
  readonly #newName: string;

  constructor(plugin: LSPPlugin, name: string, newName: string) {
    this.#plugin = plugin;
    this.#name = name;
    this.#newName = newName;
  }

  async edit(pos: number): Promise<WorkspaceEdit> {
    const { client, uri } = this.#plugin;
    client.sync();
    const here = this.#plugin.toPosition(pos);
    const home = await this.#home(uri, here);
    const changes: Record<string, TextEdit[]> = await this.#in(uri, here);
    const others = workspaceOf(client).files.filter((file) => file.uri !== uri);
    for (const file of home === null ? [] : others) {
      const place = await this.#placeIn(file.uri, file.doc.toString(), home);
      if (place !== null) Object.assign(changes, { ...(await this.#in(file.uri, place)), ...changes });
    }
    return { changes };
  }

  async #placeIn(uri: string, text: string, home: string | null): Promise<Location["range"]["start"] | null> {
    const lines = text.split("\n");
    let asked = 0;
    for (const [line, content] of lines.entries()) {
      for (const { index } of content.matchAll(
        new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(this.#name)}(?![\\p{L}\\p{N}_])`, "gu"),
      )) {
        if (++asked > MOST_PLACES) return null;
        const place = { line, character: index };
        if ((await this.#home(uri, place)) === home) return place;
      }
    }
    return null;
  }

  /** Where it is defined, as one word to compare; null where it is not known. */
  async #home(uri: string, position: Location["range"]["start"]): Promise<string | null> {
    const found = await this.#plugin.client
      .request<unknown, Location | Location[] | null>("textDocument/definition", {
        textDocument: { uri },
        position,
      })
      .catch(() => null);
    const first = Array.isArray(found) ? found[0] : found;
    if (!first) return null;
    return `${first.uri} ${String(first.range.start.line)} ${String(first.range.start.character)}`;
  }

  async #in(uri: string, position: Location["range"]["start"]): Promise<Record<string, TextEdit[]>> {
    const edit = await this.#plugin.client.request<unknown, WorkspaceEdit | null>("textDocument/rename", {
      textDocument: { uri },
      position,
      newName: this.#newName,
    });
    return { ...edit?.changes };
  }
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
