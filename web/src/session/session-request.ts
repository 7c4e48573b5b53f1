import { Backoff } from "../connection/backoff";
import type { Disposable } from "../ui/disposable";
import type { Refusal, SessionInfo, SessionsApi } from "./api";

/** Worth asking again by itself: it passes. */
const PASSING: readonly Refusal["problem"][] = [
  "busy",
  "too-many-sessions",
  "engine-away",
  "storage-away",
  "unreachable",
];
const BOUNDS = { firstMs: 2_000, maxMs: 30_000 };
/** However long the server asks us to wait: the person waits too. In seconds. */
const LONGEST_WAIT = 120;

/** What a request tells. */
export interface RequestEvents {
  requested(): void;
  /** @param retryAt when it is asked again by itself, in milliseconds since 1970, or null: it will not pass */
  refused(refusal: Refusal, from: string | null, retryAt: number | null): void;
  created(session: SessionInfo, from: string | null): void;
}

/** Asks the server for a session, again and again while what it says will pass. */
export class SessionRequest implements Disposable {
  readonly #api: SessionsApi;
  readonly #events: RequestEvents;
  readonly #backoff = new Backoff(BOUNDS);
  #from: string | null = null;
  #toolchain: string | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Counts the questions, so that a late answer to an earlier one is not mistaken. */
  #attempt = 0;

  constructor(api: SessionsApi, events: RequestEvents) {
    this.#api = api;
    this.#events = events;
  }

  /**
   * @param from a saved session, to start where it was
   * @param toolchain the id of the one that is wanted, or null: the usual one, or that of the saved session
   */
  async ask(from: string | null, toolchain: string | null): Promise<void> {
    this.#from = from;
    this.#toolchain = toolchain;
    this.#backoff.reset();
    await this.#ask();
  }

  /** The same once more, now. */
  async again(): Promise<void> {
    await this.#ask();
  }

  /** No answer is wanted any more. */
  dispose(): void {
    this.#attempt += 1;
    clearTimeout(this.#retry);
  }

  async #ask(): Promise<void> {
    this.dispose();
    const attempt = this.#attempt;
    const from = this.#from;
    this.#events.requested();
    const creation = await this.#api.create(from, this.#toolchain);
    if (attempt !== this.#attempt) return;
    if (creation.kind === "created") this.#events.created(creation.session, from);
    else if (creation.refusal.problem === "unknown-toolchain" && this.#toolchain !== null) {
      // It is offered no more: better another one than none.
      await this.ask(from, null);
    } else this.#refused(creation.refusal, from);
  }

  #refused(refusal: Refusal, from: string | null): void {
    if (!PASSING.includes(refusal.problem)) {
      this.#events.refused(refusal, from, null);
      return;
    }
    const asked = Math.min(LONGEST_WAIT, refusal.retryAfterSeconds ?? 0) * 1000;
    const delay = Math.max(this.#backoff.next(), asked);
    this.#retry = setTimeout(() => void this.#ask(), delay);
    this.#events.refused(refusal, from, Date.now() + delay);
  }
}
