import { Backoff } from "../connection/backoff";
import { Connection, type ConnectionEvents, type ConnectionWorld } from "../connection/connection";
import type { ErrorCode, TerminalSize } from "../protocol/messages.gen";
import type { Disposable } from "../ui/disposable";
import type { Refusal, SessionsApi } from "./api";
import { INITIAL_STATE, type PageEvent, type PageState, mayType, reduce } from "./page-state";
import type { StoredSession } from "./stored-session";

/** Why a text was not sent. */
export type SubmitRefusal = "empty" | "too-long" | "away" | "not-ready" | "viewer";

/** What a session tells its page. */
export interface SessionEvents {
  changed(state: PageState): void;
  /** Call `drawn` when the terminal has drawn the bytes. */
  output(bytes: Uint8Array, replay: boolean, drawn: () => void): void;
  reset(): void;
  skipped(bytes: number): void;
  /** Another REPL begins in the same terminal. */
  begins(): void;
  /** The session of an earlier visit is gone; this is a new one. */
  earlierGone(): void;
  refusedMessage(code: ErrorCode, detail: string): void;
  /** Keys were typed that nobody will get. */
  inputLost(): void;
}

/** What a session needs. */
export interface SessionWorld {
  readonly api: SessionsApi;
  readonly stored: StoredSession;
  openSocket(id: string): WebSocket;
  terminalSize(): TerminalSize;
  readonly wakeups: ConnectionWorld["wakeups"];
}

/** Worth asking again by itself: it passes. */
const PASSING: readonly Refusal["problem"][] = ["busy", "engine-away", "unreachable"];
const CREATE_BOUNDS = { firstMs: 2_000, maxMs: 30_000 };

/** The page's session: made or come back to, kept connected, and its state told. */
export class Session implements Disposable {
  readonly #world: SessionWorld;
  readonly #events: SessionEvents;
  readonly #createBackoff = new Backoff(CREATE_BOUNDS);
  #state: PageState = INITIAL_STATE;
  #id: string | null = null;
  #connection: Connection | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Counts the attempts to get a session, so that a late answer to an earlier one is not mistaken. */
  #attempt = 0;

  constructor(world: SessionWorld, events: SessionEvents) {
    this.#world = world;
    this.#events = events;
  }

  get state(): PageState {
    return this.#state;
  }

  /** The offset of the next byte of output, or null. */
  get offset(): number | null {
    return this.#connection?.offset ?? null;
  }

  /** Comes back to the session of this tab, or makes one. */
  async start(): Promise<void> {
    const id = await this.#world.stored.find();
    if (id === null) await this.#create();
    else this.#join(id, true);
  }

  /** A new session; the present one ends. */
  async startNew(): Promise<void> {
    if (this.#id !== null) {
      this.#world.stored.forget(this.#id);
      if (this.#state.phase.name !== "ended") void this.#world.api.end(this.#id);
    }
    this.#leave();
    this.#createBackoff.reset();
    await this.#create();
  }

  /** Another REPL: in the same session if that lives, else in a new one. */
  restart(): void {
    const { phase } = this.#state;
    if (phase.name === "live") this.#connection?.send({ type: "restart" });
    else if (phase.name === "ended" && phase.reason === "crowded" && this.#id !== null)
      this.#join(this.#id, false);
    else void this.startNew();
  }

  /** Sends bytes typed at the terminal. A REPL that has ended gets none. */
  input(bytes: Uint8Array<ArrayBuffer>): void {
    const { phase } = this.#state;
    if (phase.name === "live" && !mayType(this.#state)) return;
    if (this.#connection?.input(bytes) !== true && phase.name === "reconnecting") this.#events.inputLost();
  }

  /** Enters text as one entry of the REPL. @returns why not, or null */
  submit(text: string): SubmitRefusal | null {
    const { phase, role, repl, limits } = this.#state;
    if (text === "") return "empty";
    if (phase.name !== "live") return "away";
    if (role === "viewer") return "viewer";
    if (repl.state === "starting" || repl.state === "ended") return "not-ready";
    if (limits !== null && new TextEncoder().encode(text).length > limits.submitBytes) return "too-long";
    return this.#connection?.send({ type: "submit", text }) === true ? null : "away";
  }

  interrupt(): void {
    if (mayType(this.#state)) this.#connection?.send({ type: "interrupt" });
  }

  keep(): void {
    this.#connection?.send({ type: "keep" });
  }

  resized(size: TerminalSize): void {
    if (this.#state.phase.name === "live" && this.#state.role !== "viewer") {
      this.#connection?.send({ type: "resize", size });
    }
  }

  /** Loses the connection as a failing network would. */
  dropConnection(): void {
    this.#connection?.drop();
  }

  dispose(): void {
    this.#leave();
  }

  async #create(): Promise<void> {
    const attempt = ++this.#attempt;
    this.#apply({ type: "requested" });
    const creation = await this.#world.api.create();
    if (attempt !== this.#attempt) return;
    if (creation.kind === "refused") {
      this.#refused(creation.refusal);
    } else {
      this.#createBackoff.reset();
      this.#apply({ type: "created", toolchain: creation.session.toolchain });
      if (this.#state.hasOutput) this.#events.begins();
      this.#join(creation.session.id, false);
    }
  }

  #refused(refusal: Refusal): void {
    const passes = PASSING.includes(refusal.problem);
    const delay = this.#createBackoff.next();
    this.#apply({ type: "refused", refusal, retryAt: passes ? Date.now() + delay : null });
    if (passes) this.#retry = setTimeout(() => void this.#create(), delay);
  }

  /** @param earlier whether it is a session of an earlier visit, which may be gone */
  #join(id: string, earlier: boolean): void {
    this.#leave();
    this.#id = id;
    this.#world.stored.remember(id);
    this.#apply({ type: "joining" });
    const connection: Connection = new Connection(
      {
        openSocket: () => this.#world.openSocket(id),
        sessionExists: () => this.#world.api.exists(id),
        terminalSize: () => this.#world.terminalSize(),
        wakeups: this.#world.wakeups,
      },
      this.#connectionEvents(earlier, (bytes) => connection.drawn(bytes)),
    );
    this.#connection = connection;
    connection.open();
  }

  #connectionEvents(earlier: boolean, drawn: (bytes: number) => void): ConnectionEvents {
    let joined = false;
    return {
      stateChanged: (state) => {
        joined ||= state.phase === "live";
        this.#apply({ type: "connection", state });
      },
      message: (message) => {
        this.#apply({ type: "message", message, now: Date.now() });
        if (message.type === "error") this.#events.refusedMessage(message.code, message.message);
        if (message.type === "closed" && message.sessionOver) this.#forget();
      },
      reset: () => this.#events.reset(),
      output: (bytes, replay) => {
        this.#events.output(bytes, replay, () => drawn(bytes.length));
        this.#apply({ type: "output" });
      },
      skipped: (bytes) => this.#events.skipped(bytes),
      roundTrip: (ms) => this.#apply({ type: "roundTrip", ms }),
      gone: () => this.#gone(earlier && !joined),
    };
  }

  #gone(quietly: boolean): void {
    this.#forget();
    if (quietly) {
      this.#events.earlierGone();
      void this.#create();
    } else {
      this.#apply({ type: "gone" });
    }
  }

  #forget(): void {
    if (this.#id !== null) this.#world.stored.forget(this.#id);
  }

  #leave(): void {
    this.#attempt += 1;
    clearTimeout(this.#retry);
    this.#connection?.dispose();
    this.#connection = null;
  }

  #apply(event: PageEvent): void {
    const next = reduce(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    this.#events.changed(next);
  }
}
