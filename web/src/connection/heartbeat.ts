import type { Ping } from "../protocol/messages.gen";
import type { Disposable } from "../ui/disposable";

/** How often the round trip is measured. In milliseconds. */
export const PING_EVERY_MS = 5_000;
/** A peer from which nothing came for so long after a ping is dead. In milliseconds. */
export const DEAD_AFTER_MS = 10_000;
/** The same when the browser itself says that the network has changed. In milliseconds. */
export const PROBE_DEAD_AFTER_MS = 3_000;

/** What a heartbeat needs and tells. */
export interface HeartbeatEvents {
  send(ping: Ping): void;
  /** Milliseconds from a ping to its pong. */
  roundTrip(ms: number): void;
  dead(): void;
}

/** Pings while a connection lives: measures the round trip, and notices a peer that went away without a word. */
export class Heartbeat implements Disposable {
  readonly #events: HeartbeatEvents;
  readonly #now: () => number;
  #interval: ReturnType<typeof setInterval> | null = null;
  #deadline: ReturnType<typeof setTimeout> | null = null;
  #sent: { id: number; at: number } | null = null;
  #heardAt = 0;
  #nextId = 1;

  constructor(events: HeartbeatEvents, now: () => number = () => performance.now()) {
    this.#events = events;
    this.#now = now;
  }

  start(): void {
    this.dispose();
    this.#interval = setInterval(() => {
      if (this.#sent === null) this.ping();
    }, PING_EVERY_MS);
  }

  /**
   * Asks now whether the peer is still there.
   *
   * @returns the ping's id; ids grow
   */
  ping(deadAfterMs = DEAD_AFTER_MS): number {
    const id = this.#nextId++;
    this.#sent = { id, at: this.#now() };
    this.#expect(deadAfterMs);
    this.#events.send({ type: "ping", id });
    return id;
  }

  /** Something arrived, so the peer lives; a ping that waits behind a flood is not a dead peer. */
  heard(): void {
    this.#heardAt = this.#now();
  }

  pong(id: number): void {
    if (this.#sent?.id !== id) return;
    const ms = this.#now() - this.#sent.at;
    this.#sent = null;
    this.#stopDeadline();
    this.#events.roundTrip(ms);
  }

  dispose(): void {
    if (this.#interval !== null) clearInterval(this.#interval);
    this.#interval = null;
    this.#sent = null;
    this.#stopDeadline();
  }

  #expect(withinMs: number): void {
    const askedAt = this.#now();
    this.#stopDeadline();
    this.#deadline = setTimeout(() => {
      if (this.#heardAt > askedAt) this.#expect(withinMs);
      else this.#events.dead();
    }, withinMs);
  }

  #stopDeadline(): void {
    if (this.#deadline !== null) clearTimeout(this.#deadline);
    this.#deadline = null;
  }
}
