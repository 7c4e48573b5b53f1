import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Input } from "../../src/connection/input-item";
import { HELD_BYTES, InputQueue, KEPT_BYTES } from "../../src/connection/input-queue";

const limits = { inputFrameBytes: 100, inputBytesPerSecond: 1000 };
const keys = (text: string) => new TextEncoder().encode(text);

describe("InputQueue", () => {
  let frames: Uint8Array[];
  let log: [number, string][];
  let queue: InputQueue;
  const sent = () => frames.flatMap((frame) => [...frame]);
  beforeEach(() => {
    vi.useFakeTimers();
    frames = [];
    log = [];
    const send = (sequence: number, input: Input) => {
      log.push([sequence, typeof input === "string" ? input : new TextDecoder().decode(input)]);
      if (typeof input !== "string") frames.push(input);
    };
    queue = new InputQueue(send, () => Date.now());
  });
  afterEach(() => vi.useRealTimers());

  it("sends a key at once", () => {
    queue.open(limits, null);
    queue.push(Uint8Array.of(65));

    expect(frames).toEqual([Uint8Array.of(65)]);
  });

  it("cuts a paste into frames and keeps every byte in order", () => {
    queue.open(limits, null);
    const paste = Uint8Array.from({ length: 5000 }, (_, index) => index % 251);

    queue.push(paste);
    queue.push(Uint8Array.of(255));
    vi.advanceTimersByTime(10_000);

    expect(Math.max(...frames.map((frame) => frame.length))).toBe(100);
    expect(sent()).toEqual([...paste, 255]);
  });

  it("stays below the server's rate", () => {
    queue.open(limits, null);
    queue.push(new Uint8Array(5000));

    for (let second = 1; second <= 4; second++) {
      expect(sent().length).toBeLessThanOrEqual(second * limits.inputBytesPerSecond);
      vi.advanceTimersByTime(1000);
    }
    expect(sent().length).toBeGreaterThan(3000);
  });

  it("holds keys while the server is away and sends them after", () => {
    queue.open(limits, null);
    queue.close();
    expect(queue.push(Uint8Array.of(65))).toBe(true);
    expect(queue.push(Uint8Array.of(66))).toBe(true);
    expect(frames).toEqual([]);

    queue.open(limits, null);

    expect(sent()).toEqual([65, 66]);
  });

  it("refuses to hold more than anybody types", () => {
    expect(queue.push(new Uint8Array(HELD_BYTES + 1))).toBe(false);
    queue.open(limits, null);

    expect(frames).toEqual([]);
  });

  it("forgets what was meant for a REPL that is no more", () => {
    queue.push(Uint8Array.of(65));
    queue.clear();
    queue.open(limits, null);

    expect(frames).toEqual([]);
  });

  it("works with frames that are larger than the rate", () => {
    queue.open({ inputFrameBytes: 4000, inputBytesPerSecond: 1000 }, null);
    queue.push(new Uint8Array(4000));
    vi.advanceTimersByTime(10_000);

    expect(sent().length).toBe(4000);
  });

  describe("after a lost connection", () => {
    beforeEach(() => {
      queue.open(limits, null);
      queue.push(keys("a"));
      queue.push("let b = 1");
      queue.push(keys("c"));
      queue.close();
    });

    it("has numbered keys and entries together", () => {
      expect(log).toEqual([
        [1, "a"],
        [2, "let b = 1"],
        [3, "c"],
      ]);
    });

    it.each([
      { taken: 0, again: [1, 2, 3] },
      { taken: 1, again: [2, 3] },
      { taken: 3, again: [] },
    ])("sends again what came after $taken, in order and with its numbers", ({ taken, again }) => {
      log = [];
      expect(queue.open(limits, taken)).toBe("");

      expect(log.map(([sequence]) => sequence)).toEqual(again);
    });

    it("sends what was typed meanwhile after that", () => {
      queue.push(keys("d"));
      log = [];
      queue.open(limits, 2);

      expect(log).toEqual([
        [3, "c"],
        [4, "d"],
      ]);
    });

    it("sends again what a second connection lost too", () => {
      queue.open(limits, 1);
      queue.close();
      log = [];
      queue.open(limits, 1);

      expect(log.map(([sequence]) => sequence)).toEqual([2, 3]);
    });

    it("sends nothing again that was confirmed before the loss", () => {
      queue.open(limits, 0);
      queue.taken(2);
      queue.close();
      log = [];
      queue.open(limits, 0);

      expect(log).toEqual([[3, "c"]]);
    });

    it("sends nothing again where the server does not know, and says what that was", () => {
      queue.push(keys("d"));
      log = [];
      const doubtful = queue.open(limits, null);

      expect(doubtful).toBe("alet b = 1\nc");
      expect(log).toEqual([[4, "d"]]);
    });
  });

  it("drops the rest of a paste whose beginning may be lost, and nothing after it", () => {
    queue.open(limits, null);
    queue.push(new Uint8Array(2000).fill(65));
    queue.push(keys("after"));
    queue.close();
    log = [];

    expect(queue.open(limits, null).length).toBe(2000);
    vi.advanceTimersByTime(10_000);

    expect(log.map(([, text]) => text)).toEqual(["after"]);
  });

  it("goes on counting where another connection of this page stopped", () => {
    queue.open(limits, 7);
    queue.push(keys("a"));

    expect(log).toEqual([[8, "a"]]);
  });

  it("keeps what is unconfirmed within bounds, and takes more once it is confirmed", () => {
    queue.open({ inputFrameBytes: KEPT_BYTES, inputBytesPerSecond: 2 * KEPT_BYTES }, null);
    expect(queue.push(new Uint8Array(KEPT_BYTES))).toBe(true);
    expect(queue.push(keys("b"))).toBe(false);

    queue.taken(1);

    expect(queue.push(keys("b"))).toBe(true);
    expect(log.map(([sequence]) => sequence)).toEqual([1, 2]);
  });

  it("is not confused by a confirmation of what it never sent", () => {
    queue.open(limits, null);
    queue.push(keys("a"));
    queue.taken(50);
    queue.push(keys("b"));

    expect(log.map(([sequence]) => sequence)).toEqual([1, 51]);
  });

  it("paces what it sends again", () => {
    queue.open(limits, null);
    queue.push(new Uint8Array(800));
    queue.close();
    frames = [];
    queue.open(limits, 0);
    queue.push(new Uint8Array(800));

    expect(sent().length).toBeLessThanOrEqual(limits.inputBytesPerSecond);
    vi.advanceTimersByTime(2000);
    expect(sent().length).toBe(1600);
  });
});
