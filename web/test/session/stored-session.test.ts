import { describe, expect, it } from "vitest";
import { StoredSession } from "../../src/session/stored-session";
import { FakeStorage } from "../fake-storage";

/** The locks of one browser: what a tab holds, the others see. */
class FakeLocks {
  readonly held = new Set<string>();

  async request(name: string, _: LockOptions, hold: () => Promise<void>): Promise<void> {
    this.held.add(name);
    await hold();
    this.held.delete(name);
  }

  query(): Promise<LockManagerSnapshot> {
    return Promise.resolve({ held: [...this.held].map((name) => ({ name })), pending: [] });
  }
}

const browserWith = (locks: FakeLocks | null) => {
  const storage = new FakeStorage();
  return (tab = new FakeStorage()) => new StoredSession(tab, storage, locks as unknown as LockManager | null);
};

describe("StoredSession", () => {
  it("knows nothing in a new browser", async () => {
    expect(await browserWith(new FakeLocks())().find()).toBeNull();
  });

  it("comes back in the same tab", async () => {
    const open = browserWith(new FakeLocks());
    const tab = new FakeStorage();
    open(tab).remember("s1");

    expect(await open(tab).find()).toBe("s1");
  });

  it("leaves a session to the tab that is in it", async () => {
    const open = browserWith(new FakeLocks());
    open().remember("s1");

    expect(await open().find()).toBeNull();
  });

  it("comes back in a new tab once the old one is closed", async () => {
    const locks = new FakeLocks();
    const open = browserWith(locks);
    open().remember("s1");
    locks.held.clear(); // as the browser does when a tab is closed

    expect(await open().find()).toBe("s1");
  });

  it("forgets a session that is over, and no other", async () => {
    const open = browserWith(null);
    const tab = new FakeStorage();
    const stored = open(tab);
    stored.remember("s1");
    stored.forget("s2");
    expect(await stored.find()).toBe("s1");

    stored.forget("s1");

    expect(await stored.find()).toBeNull();
    expect(await open().find()).toBeNull();
  });
});
