import { messages } from "../messages";
import type { SavedApi } from "../session/saved-api";
import type { Editor, EditorEvents, ExtensionsFor } from "./editor";
import { FILE_LIMITS, onlyMain } from "./file-set";
import { KeptFiles } from "./kept-files";
import { ServerFiles } from "./server-files";
import { StoredFiles } from "./stored-files";

/** The files of this page's editor. @param tell says to the person what could not be kept, each thing once */
export function createKeptFiles(
  storage: Storage | null,
  saved: SavedApi,
  tell: (sentence: string) => void,
): KeptFiles {
  let told = false;
  const stored = new StoredFiles(storage, window.location.pathname, () => {
    if (!told) tell(messages.notStored);
    told = true;
  });
  const server = new ServerFiles({
    keep: (session, files, leaving) => saved.keep(session, files, leaving),
    tooLong: () => tell(messages.textTooLong(FILE_LIMITS.bytes)),
  });
  return new KeptFiles(stored, server, (session) => saved.files(session));
}

/** What an editor takes from its page. */
export interface EditorPage extends Omit<EditorEvents, "changed"> {
  /** See `Editor`. */
  readonly extensions: ExtensionsFor;
}

/** Opens the editor with the files of the last visit. It is loaded on its own: the terminal does not wait for it. */
export async function openEditor(host: HTMLElement, kept: KeptFiles, page: EditorPage): Promise<Editor> {
  const { Editor } = await import("./editor");
  const { extensions, ...events } = page;
  const changed = (files: Parameters<EditorEvents["changed"]>[0]) => kept.changed(files);
  const files = kept.own ?? onlyMain(messages.starterCode);
  const editor = new Editor(host, files, { ...events, changed }, extensions);
  kept.attach(editor);
  window.addEventListener("pagehide", () => kept.flush());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) kept.flush();
  });
  return editor;
}
