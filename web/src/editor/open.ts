import { messages } from "../messages";
import type { Editor, EditorEvents } from "./editor";
import { StoredText } from "./stored-text";

/** What the page does for its editor. */
export interface EditorPage extends Omit<EditorEvents, "changed"> {
  /** The text could not be stored. Told once. */
  notStored(): void;
}

/** Opens the editor with the text of the last visit. It is loaded on its own: the terminal does not wait for it. */
export async function openEditor(
  host: HTMLElement,
  storage: Storage | null,
  page: EditorPage,
): Promise<Editor> {
  let told = false;
  const stored = new StoredText(storage, window.location.pathname, () => {
    if (!told) page.notStored();
    told = true;
  });
  const { Editor } = await import("./editor");
  const editor = new Editor(host, stored.read() ?? messages.starterCode, {
    changed: (text) => stored.write(text),
    sendSelection: () => page.sendSelection(),
    sendAll: () => page.sendAll(),
  });
  window.addEventListener("pagehide", () => stored.flush());
  document.addEventListener("visibilitychange", () => stored.flush());
  return editor;
}
