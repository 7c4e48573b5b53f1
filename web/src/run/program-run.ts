import { Connection } from "../connection/connection";
import type { ConnectionEvents, ConnectionWorld, SessionMessage } from "../connection/connection-events";
import { newSender } from "../connection/sender";
import { type Files, wrongName } from "../editor/file-set";
import type { ErrorCode, TerminalSize } from "../protocol/messages.gen";
import type { Disposable } from "../ui/disposable";
import type { RunsApi } from "./api";
import { decodeRunEvent } from "./decode";
import type { RunEvent, RunMode } from "./events";
import { NO_RUN, type RunState, begun, heard, isGoing, takesInput } from "./run-state";

/** What a run tells. */
export interface ProgramRunEvents {
  changed(state: RunState): void;
  /** Another run begins. @param files what is run; null: what somebody else, or an earlier visit, gave the server */
  begins(id: string, files: Files | null): void;
  /** All that this run told so far is told again. */
  anew(): void;
  heard(event: RunEvent): void;
  /** Call `drawn` when the terminal has drawn the bytes. */
  output(bytes: Uint8Array, replay: boolean, drawn: () => void): void;
  reset(): void;
  refusedMessage(code: ErrorCode): void;
}

/** What a run needs. */
export interface ProgramRunWorld {
  readonly api: RunsApi;
  openSocket(session: string, run: string): WebSocket;
  terminalSize(): TerminalSize;
  readonly wakeups: ConnectionWorld["wakeups"];
}

/** The program that the page runs, or ran last: asked for, connected to, and its state told. */
export class ProgramRun implements Disposable {
  readonly #world: ProgramRunWorld;
  readonly #events: ProgramRunEvents;
  #state: RunState = NO_RUN;
  #id: string | null = null;
  #connection: Connection | null = null;
  /** Counts what was begun, so that a late answer to an earlier question is not mistaken. */
  #attempt = 0;

  constructor(world: ProgramRunWorld, events: ProgramRunEvents) {
    this.#world = world;
    this.#events = events;
  }

  get state(): RunState {
    return this.#state;
  }

  /** Compiles the files, and what the mode says. The former run ends. */
  async start(session: string, files: Files, mode: RunMode): Promise<void> {
    this.dispose();
    const attempt = this.#attempt;
    const wrong = wrongName(files);
    if (wrong !== null) {
      const refusal = { problem: "invalid-field", detail: null, field: null, name: wrong };
      this.#set(begun(mode, { name: "refused", refusal }));
      return;
    }
    this.#set(begun(mode, { name: "asked" }));
    const answer = await this.#world.api.start(session, files, mode, this.#world.terminalSize());
    if (attempt !== this.#attempt) return;
    if (answer.kind === "refused") {
      this.#set(begun(mode, { name: "refused", refusal: answer.refusal }));
      return;
    }
    this.#join(session, answer.id, mode, files);
  }

  /** Comes to the run that the session has, or had last. @param known its id, where that was told */
  async follow(session: string, known?: string): Promise<void> {
    if (this.#state.stage.name === "asked" || (known !== undefined && known === this.#id)) return;
    const attempt = this.#attempt;
    const found = await this.#world.api.find(session);
    if (attempt !== this.#attempt || found === null || found.id === this.#id) return;
    this.dispose();
    this.#join(session, found.id, found.mode ?? "run", null);
  }

  /** Its session is another one, or none: there is no run. */
  forget(): void {
    this.dispose();
    this.#id = null;
    this.#set(NO_RUN);
  }

  /** Ends the program, whatever it does. */
  stop(): void {
    if (!isGoing(this.#state) || this.#connection?.send({ type: "stop" }) !== true) return;
    this.#set({ ...this.#state, stopping: true });
  }

  endOfInput(): void {
    if (takesInput(this.#state)) this.#connection?.send({ type: "end-of-input" });
  }

  interrupt(): void {
    if (isGoing(this.#state)) this.#connection?.send({ type: "interrupt" });
  }

  input(bytes: Uint8Array<ArrayBuffer>): void {
    if (isGoing(this.#state)) this.#connection?.input(bytes);
  }

  resized(size: TerminalSize): void {
    if (isGoing(this.#state) && this.#state.connected) this.#connection?.send({ type: "resize", size });
  }

  /** Leaves it; it goes on without this page. */
  dispose(): void {
    this.#attempt += 1;
    this.#connection?.dispose();
    this.#connection = null;
  }

  #join(session: string, id: string, mode: RunMode, files: Files | null): void {
    this.#id = id;
    this.#set(begun(mode, { name: "running", phase: null, since: Date.now() }));
    this.#events.begins(id, files);
    const connection: Connection = new Connection(
      {
        sender: newSender(),
        openSocket: () => this.#world.openSocket(session, id),
        sessionExists: () => this.#world.api.exists(session, id),
        terminalSize: () => this.#world.terminalSize(),
        wakeups: this.#world.wakeups,
      },
      this.#connectionEvents((bytes) => connection.drawn(bytes)),
    );
    this.#connection = connection;
    connection.open();
  }

  #connectionEvents(drawn: (bytes: number) => void): ConnectionEvents {
    let joined = false;
    return {
      stateChanged: ({ phase }) => this.#connectionChanged(phase),
      message: (message) => {
        if (message.type === "hello" && joined) this.#anew();
        joined ||= message.type === "hello";
        this.#message(message);
      },
      reset: () => this.#events.reset(),
      output: (bytes, replay) => this.#events.output(bytes, replay, () => drawn(bytes.length)),
      skipped: () => undefined,
      roundTrip: () => undefined,
      otherFrame: (json) => this.#heard(decodeRunEvent(json)),
      doubtful: () => undefined,
      gone: () => this.#lost(),
    };
  }

  #connectionChanged(phase: "connecting" | "live" | "closed" | "waiting"): void {
    this.#set({ ...this.#state, connected: phase === "live" });
    // What is over has nothing more to say.
    if (phase === "waiting" && this.#state.stage.name === "over") this.dispose();
    if (phase === "closed") this.#lost();
  }

  #lost(): void {
    if (isGoing(this.#state)) this.#set({ ...this.#state, stage: { name: "lost" }, stopping: false });
  }

  /** Another connection to the same run: the server begins at its beginning. */
  #anew(): void {
    const stage = { name: "running", phase: null, since: Date.now() } as const;
    this.#set({ ...this.#state, stage, diagnostics: [] });
    this.#events.anew();
  }

  #message(message: SessionMessage): void {
    if (message.type === "hello") this.#set({ ...this.#state, client: message.client });
    else if (message.type === "control") {
      this.#set({ ...this.#state, controller: message.client, size: message.size });
    } else if (message.type === "error") this.#events.refusedMessage(message.code);
    else if (message.type === "closed" && (message.sessionOver || message.reason === "run-over")) {
      this.#lost();
      this.dispose();
    }
  }

  #heard(event: RunEvent | null): void {
    if (event === null) return;
    this.#set(heard(this.#state, event, Date.now()));
    this.#events.heard(event);
  }

  #set(state: RunState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#events.changed(state);
  }
}
