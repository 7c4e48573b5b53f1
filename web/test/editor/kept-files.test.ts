import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KeptFiles } from "../../src/editor/kept-files";
import { ServerFiles } from "../../src/editor/server-files";
import { StoredFiles } from "../../src/editor/stored-files";
import { type Files, onlyMain } from "../../src/editor/file-set";
import { FakeStorage } from "../fake-storage";

describe("KeptFiles", () => {
  let storage: FakeStorage;
  let onServer: Map<string, Files>;
  let asked: string[];
  const elsewhere: Files = new Map([
    ["main.swift", "from elsewhere"],
    ["Bird.swift", "struct Bird {}"],
  ]);
  const editor = {
    files: onlyMain("starter"),
    replaceAll(files: Files): void {
      this.files = files;
    },
  };

  beforeEach(() => {
    vi.useFakeTimers();
    storage = new FakeStorage();
    onServer = new Map();
    asked = [];
    editor.files = onlyMain("starter");
  });
  afterEach(() => vi.useRealTimers());

  function open(): KeptFiles {
    const server = new ServerFiles({
      keep: (session, files) => {
        onServer.set(session, files);
        return Promise.resolve("kept");
      },
      tooLong: () => undefined,
    });
    return new KeptFiles(new StoredFiles(storage, "/", () => undefined), server, (session) => {
      asked.push(session);
      return Promise.resolve(onServer.get(session) ?? null);
    });
  }

  it("brings the server's text where this browser has none, whichever comes first", async () => {
    onServer.set("s", elsewhere);
    const early = open();
    await early.joins("s", false);
    early.attach(editor);
    expect(editor.files).toBe(elsewhere);

    editor.files = onlyMain("starter");
    const late = open();
    late.attach(editor);
    await late.joins("s", false);
    expect(editor.files).toBe(elsewhere);
  });

  it("leaves alone what this browser has, and what was typed meanwhile", async () => {
    onServer.set("s", elsewhere);
    const page = open();
    page.attach(editor);
    const joined = page.joins("s", false);
    page.changed(onlyMain("typed"));
    await joined;
    expect(editor.files).toEqual(onlyMain("starter"));

    page.flush();
    await open().joins("s", false);
    expect(asked).toEqual(["s"]);
  });

  it("asks for nothing in a fresh session", async () => {
    await open().joins("s", true);
    expect(asked).toEqual([]);
  });

  it("brings an unchanged text to the server once the session is used", async () => {
    const page = open();
    await page.joins("s", true);
    page.used();
    page.attach(editor);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(onServer.size).toBe(0);

    page.used();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([...onServer]).toEqual([["s", onlyMain("starter")]]);
  });
});
