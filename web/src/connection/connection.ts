import { decodeServerMessage, encodeClientMessage } from "../protocol/decode";
import type { ClientMessageUnion, Closed, Hello, Stream } from "../protocol/messages.gen";
import { type Disposable, Disposables } from "../ui/disposable";
import { Attempt } from "./attempt";
import { Backoff } from "./backoff";
import type { ConnectionEvents, ConnectionState, ConnectionWorld, SessionMessage } from "./connection-events";
import { FlowControl } from "./flow-control";
import { Heartbeat, PROBE_DEAD_AFTER_MS } from "./heartbeat";
import { type Input, inputFrame } from "./input-item";
import { InputQueue } from "./input-queue";
import { StreamPosition } from "./stream-position";

/** An attempt without `hello` by then has failed, though the browser still hopes. In milliseconds. */
export const JOIN_WITHIN_MS = 10_000;

/** The one owner of the WebSocket: keeps it, counts its bytes, and comes back by itself until it is disposed. */
export class Connection implements Disposable {
  readonly #world: ConnectionWorld;
  readonly #events: ConnectionEvents;
  readonly #backoff: Backoff;
  readonly #disposables = new Disposables();
  readonly #position = new StreamPosition();
  readonly #flow = new FlowControl((message) => this.send(message));
  readonly #input = new InputQueue((sequence, input) => this.#sendInput(sequence, input));
  readonly #heartbeat: Heartbeat;
  #state: ConnectionState = { phase: "connecting" };
  #attempt: Attempt | null = null;
  /** Either for the next attempt, or against an attempt that hangs. */
  #timer: ReturnType<typeof setTimeout> | null = null;
  #closed: Closed | null = null;

  constructor(world: ConnectionWorld, events: ConnectionEvents, backoff = new Backoff()) {
    this.#world = world;
    this.#events = events;
    this.#backoff = backoff;
    this.#heartbeat = new Heartbeat({
      send: (ping) => this.send(ping),
      roundTrip: (ms) => this.#events.roundTrip(ms),
      dead: () => this.#lost(),
    });
    for (const [target, type] of world.wakeups) this.#disposables.listen(target, type, () => this.#wake());
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** The offset of the next byte of output wanted, or null. */
  get offset(): number | null {
    return this.#position.offset;
  }

  open(): void {
    if (this.#state.phase === "closed") return;
    this.#leave();
    this.#setState({ phase: "connecting" });
    this.#closed = null;
    this.#position.connected();
    this.#timer = setTimeout(() => this.#lost(), JOIN_WITHIN_MS);
    this.#attempt = new Attempt(this.#world.openSocket(), {
      opened: () => this.#join(),
      received: (data) => this.#received(data),
      ended: (opened) => {
        if (opened) this.#lost();
        else void this.#refused();
      },
    });
  }

  /** Sends a control message, if the server is there to take it. */
  send(message: ClientMessageUnion): boolean {
    return this.#attempt?.send(encodeClientMessage(message)) ?? false;
  }

  /** Sends keys, or an entry; held while the server is away. @returns whether it is kept until it arrives */
  input(input: Input): boolean {
    return this.#state.phase !== "closed" && this.#input.push(input);
  }

  /** The terminal has drawn so many bytes of `output`. */
  drawn(bytes: number): void {
    this.#flow.drawn(bytes);
  }

  /** Loses the connection as a failing network would. For tests of the reconnect. */
  drop(): void {
    this.#lost();
  }

  dispose(): void {
    this.#close();
    this.#disposables.dispose();
  }

  #join(): void {
    const { sender } = this.#world;
    this.send({ type: "join", offset: this.offset, sender, size: this.#world.terminalSize() });
  }

  #received(data: unknown): void {
    this.#heartbeat.heard();
    if (data instanceof ArrayBuffer) {
      this.#output(new Uint8Array(data));
      return;
    }
    const message = typeof data === "string" ? decodeServerMessage(data) : null;
    if (message === null) {
      if (typeof data === "string") this.#events.otherFrame?.(data);
      return;
    }
    if (message.type === "stream") this.#streamBegins(message);
    else if (message.type === "pong") this.#pong(message.id);
    else if (message.type === "taken") this.#input.taken(message.sequence);
    else this.#deliver(message);
  }

  #deliver(message: SessionMessage): void {
    this.#events.message(message);
    if (message.type === "hello") this.#joined(message);
    if (message.type === "closed") this.#closed = message;
  }

  #joined(hello: Hello): void {
    this.#stopTimer();
    this.#setState({ phase: "live" });
    this.#heartbeat.start();
    this.#flow.connected();
    const doubtful = this.#input.open(hello.limits, hello.taken);
    if (doubtful !== "") this.#events.doubtful(doubtful);
  }

  #sendInput(sequence: number, input: Input): void {
    if (typeof input === "string") this.send({ type: "submit", sequence, text: input });
    else this.#attempt?.send(inputFrame(sequence, input));
  }

  #streamBegins(stream: Stream): void {
    const first = this.#position.offset === null;
    this.#position.begin(stream);
    if (stream.skipped > 0 && !first) this.#events.skipped(stream.skipped);
    if (stream.snapshot > 0) this.#events.reset();
    this.#heartbeat.ping();
  }

  #pong(id: number): void {
    this.#backoff.reset();
    this.#heartbeat.pong(id);
  }

  #output(frame: Uint8Array): void {
    for (const piece of this.#position.take(frame)) {
      this.#flow.received(piece.bytes.length);
      this.#events.output(piece.bytes, piece.replay);
    }
  }

  /** The upgrade failed. Either the session is no more, or the server is away. */
  async #refused(): Promise<void> {
    this.#leave();
    const exists = await this.#world.sessionExists();
    if (this.#state.phase !== "connecting" || this.#attempt !== null) return;
    if (exists === false) {
      this.#close();
      this.#events.gone();
    } else {
      this.#retryLater();
    }
  }

  #lost(): void {
    if (this.#attempt === null) return;
    this.#leave();
    const closed = this.#closed;
    if (closed !== null && (closed.sessionOver || closed.reason === "crowded")) this.#close();
    else this.#retryLater();
  }

  #retryLater(): void {
    const delay = this.#backoff.next();
    this.#setState({ phase: "waiting", retryAt: Date.now() + delay });
    this.#timer = setTimeout(() => this.open(), delay);
  }

  #wake(): void {
    if (this.#state.phase === "waiting") this.open();
    else if (this.#state.phase === "live") this.#heartbeat.ping(PROBE_DEAD_AFTER_MS);
  }

  /** Lets go of the socket without waiting for a peer that may be dead. */
  #leave(): void {
    this.#attempt?.leave();
    this.#attempt = null;
    this.#stopTimer();
    this.#heartbeat.dispose();
    this.#input.close();
  }

  #close(): void {
    this.#leave();
    this.#input.clear();
    this.#setState({ phase: "closed" });
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #setState(state: ConnectionState): void {
    const before = this.#state;
    this.#state = state;
    if (before.phase !== state.phase || state.phase === "waiting") this.#events.stateChanged(state);
  }
}
