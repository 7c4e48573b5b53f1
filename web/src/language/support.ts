import { type Transport, jumpToDefinition, signatureHelp } from "@codemirror/lsp-client";
import { Compartment, type Extension, StateEffect } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Disposable } from "../ui/disposable";
import { SwiftClient } from "./client";
import { completion } from "./completion";
import { Diagnostics } from "./diagnostics";
import type { EditorFiles } from "./editor-files";
import { describe, hover } from "./hover";
import { mend, offerQuickFixes, quickFixList } from "./quick-fixes";
import { rename } from "./rename";
import { uriOf } from "./uri";
import { SwiftWorkspace, workspaceOf } from "./workspace";

/** What a person can ask for where the cursor is. */
export type Wish = "rename" | "definition" | "describe" | "fix";

/** Longer than anything takes; a machine may be busy. In milliseconds. */
const PATIENCE_MS = 20_000;

/** The editor's side of a language server. Loaded when somebody wants it. */
export class LanguageSupport implements Disposable {
  readonly #editor: EditorFiles;
  readonly #diagnostics = new Diagnostics(mend);
  readonly #place = new Compartment();
  readonly #client: SwiftClient;
  #transport: Transport | null = null;
  #ready = false;

  /** @param outside told when a definition is in none of the files */
  constructor(editor: EditorFiles, outside: () => void) {
    this.#editor = editor;
    this.#client = new SwiftClient({
      timeout: PATIENCE_MS,
      workspace: (client) => new SwiftWorkspace(client, editor, outside),
      extensions: [
        this.#diagnostics.extension,
        ...[completion, hover, signatureHelp(), quickFixList].map((editorExtension) => ({ editorExtension })),
      ],
    });
    this.shown();
  }

  /** The language server takes questions; it is new to everything. */
  begin(transport: Transport): void {
    this.pause();
    this.#transport = transport;
    this.#ready = true;
    this.shown();
    this.#client.connect(transport);
  }

  /** It is away; what is known is shown on. */
  pause(): void {
    if (this.#transport !== null) this.#client.disconnect();
    this.#transport = null;
    this.#ready = false;
  }

  /** Which files there are has changed, or which is shown. */
  shown(): void {
    const { view, active } = this.#editor;
    const extension: Extension = this.#client.plugin(uriOf(active), "swift");
    if (this.#place.get(view.state) === undefined) {
      view.dispatch({ effects: StateEffect.appendConfig.of(this.#place.of(extension)) });
    }
    this.#workspace.filesChanged();
    this.#diagnostics.shown(view, active);
  }

  /** Does what is wished for, if there is something to ask. @returns whether there was */
  wish(wish: Wish): boolean {
    if (!this.#ready) return false;
    const { view } = this.#editor;
    const deeds: Record<Wish, (at: EditorView) => unknown> = {
      definition: jumpToDefinition,
      rename,
      describe,
      fix: (at) => offerQuickFixes(at, this.#diagnostics),
    };
    void deeds[wish](view);
    return true;
  }

  dispose(): void {
    const { view } = this.#editor;
    this.#diagnostics.clear(view);
    this.pause();
    view.dispatch({ effects: this.#place.reconfigure([]) });
  }

  get #workspace(): SwiftWorkspace {
    return workspaceOf(this.#client);
  }
}
