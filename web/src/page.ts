import type { Entry } from "./editor/entry";
import type { Editor } from "./editor/editor";
import { chooseFile, download, downloadFrom, readTextFile } from "./editor/files";
import { messages } from "./messages";
import type { NoticeAction } from "./session/notices";
import { transcriptOf } from "./session/saved-api";
import type { Session } from "./session/session";
import { PASTE_LIMIT, type Paste } from "./terminal/paste";
import type { ReplTerminal } from "./terminal/terminal";
import type { Tabs } from "./ui/tabs";
import type { Toast } from "./ui/toast";

/** The parts that an action may need. The editor comes a moment later than the rest. */
export interface PageParts {
  readonly session: Session;
  readonly terminal: ReplTerminal;
  readonly tabs: Tabs;
  readonly toast: Toast;
  editor: Editor | null;
}

/** What a person can do on the page, whichever button, key or paste asks for it. */
export class PageActions {
  readonly #parts: PageParts;

  constructor(parts: PageParts) {
    this.#parts = parts;
  }

  sendSelection(): void {
    this.#send((editor) => editor.selection);
  }

  sendAll(): void {
    this.#send((editor) => editor.whole);
  }

  interrupt(): void {
    this.#parts.session.interrupt();
    this.#parts.terminal.focus();
  }

  /** What a person chose after an end. */
  answer(action: NoticeAction): void {
    const { session } = this.#parts;
    const answers: Record<NoticeAction, () => void> = {
      "start-again": () => void session.startAgain(),
      "start-new": () => void session.startNew(),
      "restart-replay": () => session.restart(true),
      restart: () => session.restart(false),
      "try-again": () => session.tryAgain(),
      transcript: () => this.#downloadTranscript(),
    };
    answers[action]();
  }

  paste(paste: Paste): void {
    if (paste.kind === "too-long") this.#parts.toast.show(messages.pasteTooLong(paste.bytes, PASTE_LIMIT));
    else if (paste.kind === "type") this.#parts.terminal.type(paste.text);
    else if (paste.kind === "submit") this.#submit(paste.text);
  }

  async open(): Promise<void> {
    const file = await chooseFile();
    if (file === null) return;
    const { toast, editor, tabs } = this.#parts;
    const opened = await readTextFile(file);
    if (opened.kind !== "text") {
      toast.show(messages.fileRefused[opened.kind](opened.name));
      return;
    }
    editor?.replace(opened.text);
    tabs.show("editor");
    editor?.focus();
    toast.show(messages.opened(opened.name));
  }

  download(): void {
    const { editor } = this.#parts;
    if (editor !== null) download(editor.text, editor.active);
  }

  #downloadTranscript(): void {
    const { id } = this.#parts.session;
    if (id !== null) downloadFrom(transcriptOf(id));
  }

  #send(entryOf: (editor: Editor) => Entry): void {
    const { editor, tabs } = this.#parts;
    if (editor === null) return;
    const entry = entryOf(editor);
    const sent = this.#submit(entry.text);
    // An empty line is passed over, so that a file can be stepped through.
    if (sent || entry.text === "") editor.sent(entry);
    if (sent && tabs.narrow) tabs.show("repl");
  }

  #submit(text: string): boolean {
    const { session, toast } = this.#parts;
    const refusal = session.submit(text);
    if (refusal === null) return true;
    const sentence = messages.notSent[refusal];
    toast.show(typeof sentence === "string" ? sentence : sentence(session.state.limits?.submitBytes ?? 0));
    return false;
  }
}
