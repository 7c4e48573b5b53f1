import type { Editor } from "./editor";
import type { Files } from "./file-set";
import type { ServerFiles } from "./server-files";
import type { StoredFiles } from "./stored-files";

/** Where the editor's files are kept: in this browser first, and on the server, for another one and for after an end. */
export class KeptFiles {
  readonly #stored: StoredFiles;
  readonly #server: ServerFiles;
  readonly #find: (session: string) => Promise<Files | null>;
  #editor: Pick<Editor, "files" | "replaceAll"> | null = null;
  #hasOwn: boolean;
  #found: Files | null = null;
  #isUsed = false;

  /** @param find the files that the server keeps with a session, or null */
  constructor(stored: StoredFiles, server: ServerFiles, find: (session: string) => Promise<Files | null>) {
    this.#stored = stored;
    this.#server = server;
    this.#find = find;
    this.#hasOwn = stored.read() !== null;
  }

  /** The files of this browser, or null. */
  get own(): Files | null {
    return this.#stored.read();
  }

  /** The editor is there, and shows what this browser has. */
  attach(editor: Pick<Editor, "files" | "replaceAll">): void {
    this.#editor = editor;
    this.#showFound();
  }

  changed(files: Files): void {
    this.#hasOwn = true;
    this.#stored.write(files);
    this.#server.changed(files);
  }

  /**
   * The page is with this session.
   *
   * @param fresh nothing of it was there before, so neither are files
   */
  async joins(session: string, fresh: boolean): Promise<void> {
    this.#isUsed = false;
    this.#server.joins(session);
    if (fresh || this.#hasOwn) return;
    this.#found = await this.#find(session);
    this.#showFound();
  }

  /** The session is in use: from now on its files belong to it, changed or not. */
  used(): void {
    if (this.#isUsed || this.#editor === null) return;
    this.#isUsed = true;
    this.#server.changed(this.#editor.files);
  }

  /** The page may be about to go. */
  flush(): void {
    this.#stored.flush();
    this.#server.flush();
  }

  #showFound(): void {
    if (this.#found !== null && !this.#hasOwn) this.#editor?.replaceAll(this.#found);
  }
}
