import { describe, expect, it } from "vitest";
import { StoredSession } from "../../src/session/stored-session";
import { FakeStorage } from "../fake-storage";

const browser = () => {
  const storage = new FakeStorage();
  return (tab = new FakeStorage()) => new StoredSession(tab, storage);
};

describe("StoredSession", () => {
  it("knows nothing in a new browser", () => {
    expect(browser()().find()).toBeNull();
  });

  it("comes back in the same tab", () => {
    const open = browser();
    const tab = new FakeStorage();
    open(tab).remember("s1");
    open().remember("s2");

    expect(open(tab).find()).toBe("s1");
  });

  it("shows the browser's last session in a new tab", () => {
    const open = browser();
    open().remember("s1");

    expect(open().find()).toBe("s1");
  });

  it("forgets a session that is over, and no other", () => {
    const open = browser();
    const stored = open();
    stored.remember("s1");
    stored.forget("s2");
    expect(stored.find()).toBe("s1");

    stored.forget("s1");

    expect(stored.find()).toBeNull();
    expect(open().find()).toBeNull();
  });
});
