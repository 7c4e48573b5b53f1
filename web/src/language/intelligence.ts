import type { Disposable } from "../ui/disposable";
import type { Preferences } from "../ui/preferences";
import type { LanguageStatus } from "../protocol/messages.gen";
import type { EditorFiles } from "./editor-files";
import { LanguageLink } from "./link";
import { OtherPages } from "./other-pages";
import type { LanguageSupport, Wish } from "./support";

/** How it is, for the person. */
export type IntelligenceState = LanguageStatus["state"] | "off" | "away";

/** What editor intelligence needs and tells. */
export interface IntelligenceWorld {
  readonly preferences: Preferences;
  openSocket(session: string): WebSocket;
  changed(state: IntelligenceState, reason: LanguageStatus["reason"]): void;
  /** Something is defined in none of the files. */
  outside(): void;
  /** Nothing can be asked now. */
  notReady(): void;
}

/** Editor intelligence, as the page knows it: on or off, and with which session. What it takes is loaded when it is used. */
export class Intelligence implements Disposable {
  readonly #world: IntelligenceWorld;
  #on: boolean;
  #editor: EditorFiles | null = null;
  #session: string | null = null;
  #live = false;
  #link: LanguageLink | null = null;
  #others: OtherPages | null = null;
  #support: LanguageSupport | null = null;
  #state: IntelligenceState;

  constructor(world: IntelligenceWorld) {
    this.#world = world;
    this.#on = world.preferences.read("intelligence") !== "false";
    this.#state = this.#on ? "away" : "off";
    window.addEventListener("focus", () => this.#link?.claim());
    window.addEventListener("pagehide", () => this.#leave());
  }

  get on(): boolean {
    return this.#on;
  }

  /** The editor is there. */
  attach(editor: EditorFiles): void {
    this.#editor = editor;
    editor.view.dom.addEventListener("keydown", () => this.#wanted());
    this.#start();
  }

  /** The page is with this session from now on. */
  joins(session: string): void {
    if (session === this.#session) return;
    this.#stop();
    this.#session = session;
    this.#others?.dispose();
    this.#others = new OtherPages(session, () => {
      if (!document.hidden) this.#link?.claim();
    });
    this.#start();
  }

  /** Whether the session is there to be asked. */
  follow(live: boolean): void {
    if (live === this.#live) return;
    this.#live = live;
    if (live) this.#start();
    else this.#stop();
  }

  toggle(): void {
    this.#on = !this.#on;
    this.#world.preferences.write("intelligence", String(this.#on));
    if (this.#on) this.#start();
    else {
      this.#leave();
      this.#stop();
      this.#support?.dispose();
      this.#support = null;
    }
    this.#tell(this.#on ? this.#state : "off");
  }

  /** Which files there are has changed, or which is shown. */
  filesChanged(): void {
    this.#support?.shown();
  }

  wish(wish: Wish): void {
    this.#wanted();
    if (this.#support?.wish(wish) !== true) this.#world.notReady();
  }

  dispose(): void {
    this.#stop();
    this.#support?.dispose();
    this.#others?.dispose();
  }

  #start(): void {
    const session = this.#session;
    if (!this.#on || !this.#live || session === null || this.#editor === null || this.#link !== null) return;
    this.#tell("starting");
    this.#link = new LanguageLink({
      open: () => this.#world.openSocket(session),
      status: (status) => void this.#heard(status),
      lost: () => this.#paused("starting"),
      refused: () => this.#paused("unavailable"),
    });
  }

  #stop(): void {
    this.#link?.dispose();
    this.#link = null;
    this.#paused(this.#on ? "away" : "off");
  }

  #paused(state: IntelligenceState): void {
    this.#support?.pause();
    this.#tell(state);
  }

  async #heard({ state, reason }: LanguageStatus): Promise<void> {
    if (state !== "ready") {
      this.#support?.pause();
      this.#tell(state, reason);
      return;
    }
    const link = this.#link;
    const { LanguageSupport } = await import("./support");
    if (link === null || link !== this.#link || this.#editor === null) return;
    this.#support ??= new LanguageSupport(this.#editor, () => this.#world.outside());
    this.#support.begin(link);
    this.#tell("ready", reason);
  }

  /** Another page may have what this one has. */
  #leave(): void {
    if (this.#link !== null && this.#state !== "elsewhere") this.#others?.leave();
  }

  /** Somebody is at the editor. */
  #wanted(): void {
    if (this.#state === "elsewhere") this.#link?.claim();
    if (this.#state === "resting" || this.#state === "unavailable") this.#link?.wake();
  }

  #tell(state: IntelligenceState, reason: LanguageStatus["reason"] = null): void {
    this.#state = state;
    this.#world.changed(state, reason);
  }
}
