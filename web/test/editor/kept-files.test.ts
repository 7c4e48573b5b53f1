import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KeptText } from "../../src/editor/kept-text";
import { ServerText } from "../../src/editor/server-text";
import { StoredText } from "../../src/editor/stored-text";
import { FakeStorage } from "../fake-storage";

describe("KeptText", () => {
  let storage: FakeStorage;
  let onServer: Map<string, string>;
  let asked: string[];
  const editor = {
    text: "starter",
    replace(text: string): void {
      this.text = text;
    },
  };

  beforeEach(() => {
    vi.useFakeTimers();
    storage = new FakeStorage();
    onServer = new Map();
    asked = [];
    editor.text = "starter";
  });
  afterEach(() => vi.useRealTimers());

  function open(): KeptText {
    const server = new ServerText({
      keep: (session, text) => {
        onServer.set(session, text);
        return Promise.resolve("kept");
      },
      tooLong: () => undefined,
    });
    return new KeptText(new StoredText(storage, "/", () => undefined), server, (session) => {
      asked.push(session);
      return Promise.resolve(onServer.get(session) ?? null);
    });
  }

  it("brings the server's text where this browser has none, whichever comes first", async () => {
    onServer.set("s", "from elsewhere");
    const early = open();
    await early.joins("s", false);
    early.attach(editor);
    expect(editor.text).toBe("from elsewhere");

    editor.text = "starter";
    const late = open();
    late.attach(editor);
    await late.joins("s", false);
    expect(editor.text).toBe("from elsewhere");
  });

  it("leaves alone what this browser has, and what was typed meanwhile", async () => {
    onServer.set("s", "from elsewhere");
    const page = open();
    page.attach(editor);
    const joined = page.joins("s", false);
    page.changed("typed");
    await joined;
    expect(editor.text).toBe("starter");

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
    expect([...onServer]).toEqual([["s", "starter"]]);
  });
});
