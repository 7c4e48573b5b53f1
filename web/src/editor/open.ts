import { messages } from "../messages";
import type { Editor, EditorEvents } from "./editor";
import type { SavedApi } from "../session/saved-api";
import { KeptText } from "./kept-text";
import { ServerText, TEXT_LIMIT } from "./server-text";
import { StoredText } from "./stored-text";

/** The text of this page's editor. @param tell says to the person what could not be kept, each thing once */
export function createKeptText(
  storage: Storage | null,
  saved: SavedApi,
  tell: (sentence: string) => void,
): KeptText {
  let told = false;
  const stored = new StoredText(storage, window.location.pathname, () => {
    if (!told) tell(messages.notStored);
    told = true;
  });
  const server = new ServerText({
    keep: (session, text, leaving) => saved.keep(session, text, leaving),
    tooLong: () => tell(messages.textTooLong(TEXT_LIMIT)),
  });
  return new KeptText(stored, server, (session) => saved.text(session));
}

/** Opens the editor with the text of the last visit. It is loaded on its own: the terminal does not wait for it. */
export async function openEditor(
  host: HTMLElement,
  text: KeptText,
  page: Omit<EditorEvents, "changed">,
): Promise<Editor> {
  const { Editor } = await import("./editor");
  const editor = new Editor(host, text.own ?? messages.starterCode, {
    changed: (now) => text.changed(now),
    sendSelection: () => page.sendSelection(),
    sendAll: () => page.sendAll(),
  });
  text.attach(editor);
  window.addEventListener("pagehide", () => text.flush());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) text.flush();
  });
  return editor;
}
