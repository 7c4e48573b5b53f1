import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { StoredFiles } from "../../src/editor/stored-files";
import { onlyMain } from "../../src/editor/file-set";
import { FakeStorage } from "../fake-storage";

describe("StoredFiles", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  const failed = () => expect.unreachable();

  it("has no files at first", () => {
    expect(new StoredFiles(new FakeStorage(), "/", failed).read()).toBeNull();
  });

  it("brings the text back after a reload, an emptied one too", () => {
    const storage = new FakeStorage();
    for (const text of ["let x = 1 // 你好", ""]) {
      const before = new StoredFiles(storage, "/", failed);
      before.write(onlyMain(text));
      before.flush();

      expect(new StoredFiles(storage, "/", failed).read()).toEqual(onlyMain(text));
    }
  });

  it("stores by itself once typing rests, only the last text", () => {
    const storage = new FakeStorage();
    const stored = new StoredFiles(storage, "/", failed);
    stored.write(onlyMain("a"));
    vi.advanceTimersByTime(200);
    stored.write(onlyMain("ab"));
    vi.advanceTimersByTime(200);
    expect(stored.read()).toBeNull();
    vi.advanceTimersByTime(200);

    expect(stored.read()).toEqual(onlyMain("ab"));
    expect(storage.writes).toBe(1);
  });

  it("brings back the one text that was stored when there was only one", () => {
    const storage = new FakeStorage();
    storage.setItem("swiftlet.editor./", "let old = 1");

    expect(new StoredFiles(storage, "/", failed).read()).toEqual(onlyMain("let old = 1"));
  });

  it.each(["", "{", "[]", "null", '{"main.swift":1}'])("takes %j for nothing", (stored) => {
    const storage = new FakeStorage();
    storage.setItem("swiftlet.files./", stored);

    expect(new StoredFiles(storage, "/", failed).read()).toBeNull();
  });

  it("keeps pages apart", () => {
    const storage = new FakeStorage();
    const one = new StoredFiles(storage, "/one", failed);
    one.write(onlyMain("one"));
    one.flush();

    expect(new StoredFiles(storage, "/two", failed).read()).toBeNull();
  });

  it.each([
    ["there is no storage", null],
    ["the storage is full", new FakeStorage({ full: true })],
  ])("says so when %s", (_, storage) => {
    const told = vi.fn();
    const stored = new StoredFiles(storage, "/", told);
    stored.write(onlyMain("a"));
    stored.flush();

    expect(told).toHaveBeenCalledOnce();
  });
});
