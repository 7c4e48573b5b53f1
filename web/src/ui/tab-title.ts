import { messages } from "../messages";
import type { PageState } from "../session/page-state";
import { type Disposable, Disposables } from "./disposable";

/** The title of the browser's tab: tells who waits elsewhere how long the line is, and when it is over. */
export class TabTitle implements Disposable {
  readonly #disposables = new Disposables();
  #waited = false;
  #ready = false;

  constructor() {
    this.#disposables.listen(document, "visibilitychange", () => this.#seen());
  }

  update({ phase, queue, repl }: PageState): void {
    const waits = phase.name === "live" && queue !== null;
    this.#waited ||= waits;
    if (this.#waited && !waits && repl.state === "ready") {
      this.#waited = false;
      this.#ready = document.hidden;
    }
    this.#show(waits ? messages.titleQueued(queue.place) : this.#ready ? messages.titleReady : null);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #seen(): void {
    if (!this.#ready || document.hidden) return;
    this.#ready = false;
    this.#show(null);
  }

  #show(news: string | null): void {
    const title = news === null ? messages.name : `${news} · ${messages.name}`;
    if (document.title !== title) document.title = title;
  }
}
