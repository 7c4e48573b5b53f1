import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FILE_LIMITS, MAIN, onlyMain } from "../../src/editor/file-set";
import { REST_MS, ServerFiles } from "../../src/editor/server-files";
import type { Kept } from "../../src/session/saved-api";

describe("ServerFiles", () => {
  let sent: { session: string; text: string; leaving: boolean }[];
  let answer: () => Promise<Kept>;
  let told: number;
  let server: ServerFiles;
  const texts = () => sent.map(({ text }) => text);
  const rest = () => vi.advanceTimersByTimeAsync(REST_MS);

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    told = 0;
    answer = () => Promise.resolve("kept");
    server = new ServerFiles({
      keep: (session, files, leaving) => {
        sent.push({ session, text: files.get(MAIN) ?? "", leaving });
        return answer();
      },
      tooLong: () => {
        told += 1;
      },
    });
    server.joins("s1");
  });
  afterEach(() => {
    server.dispose();
    vi.useRealTimers();
  });

  it("sends once typing rests, and nothing that nobody changed", async () => {
    await rest();
    server.changed(onlyMain("l"));
    await vi.advanceTimersByTimeAsync(REST_MS - 1);
    server.changed(onlyMain("le"));
    await vi.advanceTimersByTimeAsync(REST_MS - 1);
    expect(sent).toEqual([]);
    await rest();
    await rest();

    expect(sent).toEqual([{ session: "s1", text: "le", leaving: false }]);
  });

  it("sends at once when the page may go, and once only", async () => {
    server.changed(onlyMain("let"));
    server.flush();
    server.flush();
    await rest();

    expect(sent).toEqual([{ session: "s1", text: "let", leaving: true }]);
  });

  it("sends a long text without asking the browser to outlive the page", () => {
    server.changed(onlyMain("x".repeat(100_000)));
    server.flush();

    expect(sent.map(({ leaving }) => leaving)).toEqual([false]);
  });

  it("tries again, later and later, what failed", async () => {
    answer = () => Promise.resolve("failed");
    server.changed(onlyMain("let"));
    await rest();
    await vi.advanceTimersByTimeAsync(60_000);
    const tries = sent.length;
    expect(tries).toBeGreaterThan(2);
    expect(tries).toBeLessThan(8);

    answer = () => Promise.resolve("kept");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sent.length).toBe(tries + 1);
  });

  it("lets no text overtake another", async () => {
    let answered: (kept: Kept) => void = () => undefined;
    answer = () => new Promise((resolve) => (answered = resolve));
    server.changed(onlyMain("1"));
    await rest();
    server.changed(onlyMain("2"));
    await rest();
    await rest();
    expect(texts()).toEqual(["1"]);

    answered("kept");
    await rest();
    expect(texts()).toEqual(["1", "2"]);
  });

  it("brings the text to the session that follows, if it was ever changed", async () => {
    server.joins("s2");
    await rest();
    expect(sent).toEqual([]);

    server.changed(onlyMain("let"));
    await rest();
    server.joins("s3");
    await rest();

    expect(sent.map(({ session }) => session)).toEqual(["s2", "s3"]);
  });

  it("leaves alone a session that is over", async () => {
    answer = () => Promise.resolve("gone");
    server.changed(onlyMain("1"));
    await rest();
    server.changed(onlyMain("2"));
    await rest();
    server.flush();

    expect(texts()).toEqual(["1"]);
  });

  it("does not insist on what the server refuses", async () => {
    answer = () => Promise.resolve("refused");
    server.changed(onlyMain("1"));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(texts()).toEqual(["1"]);

    server.changed(onlyMain("2"));
    await rest();
    expect(texts()).toEqual(["1", "2"]);
  });

  it("says once that a text is too long, whoever finds it so, and sends it when it is shorter", async () => {
    server.changed(onlyMain("é".repeat(FILE_LIMITS.bytes / 2 + 1)));
    await rest();
    expect([sent.length, told]).toEqual([0, 1]);

    answer = () => Promise.resolve("too-large");
    server.changed(onlyMain("short"));
    await rest();
    expect([sent.length, told]).toEqual([1, 1]);
  });
});
