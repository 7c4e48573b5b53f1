import { describe, expect, it } from "vitest";
import { StoredTab } from "../../src/ui/stored-tab";
import { FakeStorage } from "../fake-storage";

describe("StoredTab", () => {
  it("remembers what was shown with a session, and only with that one", () => {
    const storage = new FakeStorage();
    new StoredTab(storage).write("one", { tab: "editor", view: "run" });
    expect(new StoredTab(storage).read("one")).toEqual({ tab: "editor", view: "run" });
    expect(new StoredTab(storage).read("two")).toBeNull();
  });

  it.each([
    "",
    "{",
    "null",
    "[]",
    '{"session":"one","tab":"x","view":"run"}',
    '{"session":"one","tab":"run"}',
  ])("takes nothing from %j", (stored) => {
    const storage = new FakeStorage();
    storage.setItem("swiftlet.shown", stored);
    expect(new StoredTab(storage).read("one")).toBeNull();
  });

  it("does without storage", () => {
    new StoredTab(null).write("one", { tab: "run", view: "run" });
    expect(new StoredTab(null).read("one")).toBeNull();
  });
});
