import type { Disposable } from "../ui/disposable";

const CHANNEL = "swiftlet.language";

/** The browser's other pages with the same session: one at a time has the language server, and says so when it goes. */
export class OtherPages implements Disposable {
  readonly #session: string;
  readonly #channel: BroadcastChannel | null;

  /** @param left another page has given the language server up */
  constructor(session: string, left: () => void) {
    this.#session = session;
    this.#channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CHANNEL);
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (data === session) left();
    });
  }

  /** This page gives it up. */
  leave(): void {
    this.#channel?.postMessage(this.#session);
  }

  dispose(): void {
    this.#channel?.close();
  }
}
