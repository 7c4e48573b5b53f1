import { describe, expect, it } from "vitest";
import { Backoff } from "../../src/connection/backoff";

const bounds = { firstMs: 100, maxMs: 1000 };
const delays = (backoff: Backoff, count: number) => Array.from({ length: count }, () => backoff.next());

describe("Backoff", () => {
  it("doubles up to its bound", () => {
    expect(delays(new Backoff(bounds, () => 1), 6)).toEqual([100, 200, 400, 800, 1000, 1000]);
  });

  it("never waits less than half of that, so that it never hammers", () => {
    expect(delays(new Backoff(bounds, () => 0), 6)).toEqual([50, 100, 200, 400, 500, 500]);
  });

  it("spreads pages that lost the server together", () => {
    const firsts = Array.from({ length: 100 }, () => new Backoff(bounds).next());

    expect(new Set(firsts).size).toBeGreaterThan(10);
  });

  it("starts again after a success", () => {
    const backoff = new Backoff(bounds, () => 1);
    delays(backoff, 5);

    backoff.reset();

    expect(backoff.next()).toBe(100);
  });

  it("stays at its bound after a night of failures", () => {
    expect(delays(new Backoff(bounds, () => 1), 5000).at(-1)).toBe(1000);
  });
});
