import { Connection } from "../connection/connection";
import type { ConnectionEvents } from "../connection/connection-events";
import type { TerminalSize } from "../protocol/messages.gen";
import type { Disposable } from "../ui/disposable";
import type { Refusal, SessionInfo } from "./api";
import { INITIAL_STATE, type PageState, mayType } from "./page-state";
import { type PageEvent, reduce } from "./reduce";
import type { SessionEvents, SessionWorld } from "./session-events";
import { SessionRequest } from "./session-request";
import { type SubmitRefusal, submitRefusal } from "./submit";

/** The page's session: made or come back to, kept connected, and its state told. */
export class Session implements Disposable {
  readonly #world: SessionWorld;
  readonly #events: SessionEvents;
  readonly #request: SessionRequest;
  #state: PageState = INITIAL_STATE;
  #id: string | null = null;
  #connection: Connection | null = null;

  constructor(world: SessionWorld, events: SessionEvents) {
    this.#world = world;
    this.#events = events;
    this.#request = new SessionRequest(world.api, {
      requested: () => this.#apply({ type: "requested" }),
      refused: (refusal, from, retryAt) => this.#refused(refusal, from, retryAt),
      created: (session, from) => this.#created(session, from),
    });
  }

  get state(): PageState {
    return this.#state;
  }

  /** The session that the page is with, or was with last; null: none yet. */
  get id(): string | null {
    return this.#id;
  }

  /** The offset of the next byte of output, or null. */
  get offset(): number | null {
    return this.#connection?.offset ?? null;
  }

  /** Comes back to the session of this tab, or makes one. */
  async start(): Promise<void> {
    const id = this.#world.stored.find();
    if (id === null) await this.#request.ask(null, this.#world.toolchain());
    else this.#join(id, { earlier: true, fresh: false });
  }

  /** A new session; the present one ends. */
  async startNew(): Promise<void> {
    if (this.#id !== null && this.#state.phase.name !== "ended") void this.#world.api.end(this.#id);
    this.#forget();
    this.#leave();
    await this.#request.ask(null, this.#world.toolchain());
  }

  /** A new session that begins where this one, which is over, was. */
  async startAgain(): Promise<void> {
    this.#leave();
    await this.#request.ask(this.#id, null);
  }

  /** Once more what was refused. */
  tryAgain(): void {
    const { phase } = this.#state;
    if (phase.name === "ended" && this.#id !== null) this.#join(this.#id, { earlier: false, fresh: false });
    else if (phase.name === "refused") void this.#request.again();
  }

  /** Another REPL in the same session. @param replay whether it is given again what the last one accepted */
  restart(replay: boolean): void {
    this.#connection?.send({ type: "restart", replay });
  }

  stopReplay(): void {
    this.#connection?.send({ type: "stop-replay" });
  }

  /** Shows no more of what was entered again. */
  dismissReplay(): void {
    this.#apply({ type: "replayDismissed" });
  }

  /** Sends bytes typed at the terminal. A REPL that has ended gets none. */
  input(bytes: Uint8Array<ArrayBuffer>): void {
    const { phase } = this.#state;
    if (phase.name === "live" && !mayType(this.#state)) return;
    const away = phase.name === "reconnecting";
    if (this.#connection?.input(bytes) !== true && (away || phase.name === "live")) {
      this.#events.inputLost(away);
    }
  }

  /** Enters text as one entry of the REPL. @returns why not, or null */
  submit(text: string): SubmitRefusal | null {
    const refusal = submitRefusal(this.#state, text);
    if (refusal !== null) return refusal;
    const away = this.#state.phase.name === "reconnecting";
    if (this.#connection?.input(text) !== true) return away ? "away" : "full";
    if (away) this.#events.submitHeld();
    return null;
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

  #created({ id, toolchain }: SessionInfo, from: string | null): void {
    this.#apply({ type: "created", toolchain, fresh: from === null });
    if (this.#state.hasOutput) this.#events.begins();
    this.#join(id, { earlier: false, fresh: from === null });
  }

  #refused(refusal: Refusal, from: string | null, retryAt: number | null): void {
    if (from === null || refusal.problem !== "not-found") {
      this.#apply({ type: "refused", refusal, retryAt });
      return;
    }
    this.#forget();
    this.#apply({ type: "gone", reason: "vanished", saved: false });
    this.#events.savedGone();
  }

  /**
   * @param earlier whether it is a session of an earlier visit, which may be gone
   * @param fresh whether nothing of it was there before
   */
  #join(id: string, { earlier, fresh }: { earlier: boolean; fresh: boolean }): void {
    this.#leave();
    this.#id = id;
    this.#world.stored.remember(id);
    this.#events.joins(id, fresh);
    this.#apply({ type: "joining" });
    const connection: Connection = new Connection(
      {
        sender: this.#world.sender,
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
        if (message.type === "run" && message.id !== null && this.#id !== null)
          this.#events.runs(this.#id, message.id);
        if (message.type === "error") this.#events.refusedMessage(message.code, message.message);
        // What is saved is found again after a reload.
        if (message.type === "closed" && message.sessionOver && !message.saved) this.#forget();
      },
      reset: () => this.#events.reset(),
      output: (bytes, replay) => {
        this.#events.output(bytes, replay, () => drawn(bytes.length));
        this.#apply({ type: "output" });
      },
      skipped: (bytes) => this.#events.skipped(bytes),
      roundTrip: (ms) => this.#apply({ type: "roundTrip", ms }),
      doubtful: (text) => this.#events.inputDoubtful(text),
      gone: () => void this.#gone(earlier && !joined),
    };
  }

  /** The server no longer has the session: perhaps it kept what can be started again. */
  async #gone(quietly: boolean): Promise<void> {
    const id = this.#id;
    const connection = this.#connection;
    if (id === null) return;
    const saved = await this.#world.saved.find(id);
    if (connection !== this.#connection) return;
    if (saved === "none") this.#forget();
    if (saved === "none" && quietly) {
      this.#events.earlierGone();
      await this.#request.ask(null, this.#world.toolchain());
      return;
    }
    const reason = typeof saved === "string" ? "vanished" : saved.reason;
    this.#apply({ type: "gone", reason, saved: saved !== "none" });
  }

  #forget(): void {
    if (this.#id !== null) this.#world.stored.forget(this.#id);
  }

  #leave(): void {
    this.#request.dispose();
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
