import type { Editor } from "./editor";
import type { ServerText } from "./server-text";
import type { StoredText } from "./stored-text";

/** Where the editor's text is kept: in this browser first, and on the server, for another one and for after an end. */
export class KeptText {
  readonly #stored: StoredText;
  readonly #server: ServerText;
  readonly #find: (session: string) => Promise<string | null>;
  #editor: Pick<Editor, "text" | "replace"> | null = null;
  #hasOwn: boolean;
  #found: string | null = null;
  #isUsed = false;

  /** @param find the text that the server keeps with a session, or null */
  constructor(stored: StoredText, server: ServerText, find: (session: string) => Promise<string | null>) {
    this.#stored = stored;
    this.#server = server;
    this.#find = find;
    this.#hasOwn = stored.read() !== null;
  }

  /** The text of this browser, or null. */
  get own(): string | null {
    return this.#stored.read();
  }

  /** The editor is there, and shows what this browser has. */
  attach(editor: Pick<Editor, "text" | "replace">): void {
    this.#editor = editor;
    this.#showFound();
  }

  changed(text: string): void {
    this.#hasOwn = true;
    this.#stored.write(text);
    this.#server.changed(text);
  }

  /**
   * The page is with this session.
   *
   * @param fresh nothing of it was there before, so neither is a text
   */
  async joins(session: string, fresh: boolean): Promise<void> {
    this.#isUsed = false;
    this.#server.joins(session);
    if (fresh || this.#hasOwn) return;
    this.#found = await this.#find(session);
    this.#showFound();
  }

  /** The session is in use: from now on its text belongs to it, changed or not. */
  used(): void {
    if (this.#isUsed || this.#editor === null) return;
    this.#isUsed = true;
    this.#server.changed(this.#editor.text);
  }

  /** The page may be about to go. */
  flush(): void {
    this.#stored.flush();
    this.#server.flush();
  }

  #showFound(): void {
    if (this.#found !== null && !this.#hasOwn) this.#editor?.replace(this.#found);
  }
}
