import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { StoredText } from "../../src/editor/stored-text";
import { FakeStorage } from "../fake-storage";

describe("StoredText", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  const failed = () => expect.unreachable();

  it("has no text at first", () => {
    expect(new StoredText(new FakeStorage(), "/", failed).read()).toBeNull();
  });

  it("brings the text back after a reload, an emptied one too", () => {
    const storage = new FakeStorage();
    for (const text of ["let x = 1 // 你好", ""]) {
      const before = new StoredText(storage, "/", failed);
      before.write(text);
      before.flush();

      expect(new StoredText(storage, "/", failed).read()).toBe(text);
    }
  });

  it("stores by itself once typing rests, only the last text", () => {
    const storage = new FakeStorage();
    const stored = new StoredText(storage, "/", failed);
    stored.write("a");
    vi.advanceTimersByTime(200);
    stored.write("ab");
    vi.advanceTimersByTime(200);
    expect(stored.read()).toBeNull();
    vi.advanceTimersByTime(200);

    expect(stored.read()).toBe("ab");
    expect(storage.writes).toBe(1);
  });

  it("keeps pages apart", () => {
    const storage = new FakeStorage();
    const one = new StoredText(storage, "/one", failed);
    one.write("one");
    one.flush();

    expect(new StoredText(storage, "/two", failed).read()).toBeNull();
  });

  it.each([
    ["there is no storage", null],
    ["the storage is full", new FakeStorage({ full: true })],
  ])("says so when %s", (_, storage) => {
    const told = vi.fn();
    const stored = new StoredText(storage, "/", told);
    stored.write("a");
    stored.flush();

    expect(told).toHaveBeenCalledOnce();
  });
});
