import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { InputQueue } from "../../src/connection/input-queue";

const limits = { inputFrameBytes: 100, inputBytesPerSecond: 1000 };

describe("InputQueue", () => {
  let frames: Uint8Array[];
  let queue: InputQueue;
  const sent = () => frames.flatMap((frame) => [...frame]);
  beforeEach(() => {
    vi.useFakeTimers();
    frames = [];
    queue = new InputQueue(
      (frame) => frames.push(frame),
      () => Date.now(),
    );
  });
  afterEach(() => vi.useRealTimers());

  it("sends a key at once", () => {
    queue.open(limits);
    queue.push(Uint8Array.of(65));

    expect(frames).toEqual([Uint8Array.of(65)]);
  });

  it("cuts a paste into frames and keeps every byte in order", () => {
    queue.open(limits);
    const paste = Uint8Array.from({ length: 5000 }, (_, index) => index % 251);

    queue.push(paste);
    queue.push(Uint8Array.of(255));
    vi.advanceTimersByTime(10_000);

    expect(Math.max(...frames.map((frame) => frame.length))).toBe(100);
    expect(sent()).toEqual([...paste, 255]);
  });

  it("stays below the server's rate", () => {
    queue.open(limits);
    queue.push(new Uint8Array(5000));

    for (let second = 1; second <= 4; second++) {
      expect(sent().length).toBeLessThanOrEqual(second * limits.inputBytesPerSecond);
      vi.advanceTimersByTime(1000);
    }
    expect(sent().length).toBeGreaterThan(3000);
  });

  it("holds keys while the server is away and sends them after", () => {
    queue.open(limits);
    queue.close();
    expect(queue.push(Uint8Array.of(65))).toBe(true);
    expect(queue.push(Uint8Array.of(66))).toBe(true);
    expect(frames).toEqual([]);

    queue.open(limits);

    expect(sent()).toEqual([65, 66]);
  });

  it("refuses to hold more than anybody types", () => {
    expect(queue.push(new Uint8Array(64 * 1024))).toBe(false);
    queue.open(limits);

    expect(frames).toEqual([]);
  });

  it("forgets what was meant for a REPL that is no more", () => {
    queue.push(Uint8Array.of(65));
    queue.clear();
    queue.open(limits);

    expect(frames).toEqual([]);
  });

  it("works with frames that are larger than the rate", () => {
    queue.open({ inputFrameBytes: 4000, inputBytesPerSecond: 1000 });
    queue.push(new Uint8Array(4000));
    vi.advanceTimersByTime(10_000);

    expect(sent().length).toBe(4000);
  });
});
