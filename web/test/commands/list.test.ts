import { describe, expect, it } from "vitest";
import type { Command } from "../../src/commands/command";
import { findCommands } from "../../src/commands/filter";
import { type CommandActions, createCommands } from "../../src/commands/list";

const nothing = () => undefined;
const actions = (run: (() => void) | null): CommandActions =>
  new Proxy({} as CommandActions, { get: (_, name) => (name === "run" ? run : nothing) });
const keysOf = (commands: readonly Command[]) => commands.flatMap(({ keys }) => keys ?? []);

describe("the commands", () => {
  it.each([null, nothing])("have names, ids and keys of their own", (run) => {
    const commands = createCommands(actions(run));
    for (const list of [commands.map(({ id }) => id), commands.map(({ label }) => label), keysOf(commands)]) {
      expect(new Set(list).size).toBe(list.length);
      expect(list).not.toContain("");
    }
  });

  it("run by Mod+Enter where something can run, and send everything otherwise", () => {
    const byKey = (run: (() => void) | null) =>
      createCommands(actions(run)).find(({ keys }) => keys?.includes("Mod+Enter"))?.id;
    expect(byKey(null)).toBe("send-all");
    expect(byKey(nothing)).toBe("run");
  });
});

describe("finding commands", () => {
  const command = (label: string, alias = ""): Command => ({ id: label, label, alias, run: nothing });
  const all = [
    command("New file"),
    command("Rename file"),
    command("Delete file"),
    command("中断", "Interrupt"),
  ];
  const found = (query: string) => findCommands(all, query).map(({ label }) => label);

  it("finds all words, in any order and case, what begins so first", () => {
    expect(found("")).toEqual(all.map(({ label }) => label));
    expect(found("file")).toEqual(["New file", "Rename file", "Delete file"]);
    expect(found("fi NEW")).toEqual(["New file"]);
    expect(found("de")).toEqual(["Delete file"]);
    expect(found("e")).toHaveLength(4);
    expect(found("xyz")).toEqual([]);
  });

  it("finds by the English name too", () => {
    expect(found("inter")).toEqual(["中断"]);
    expect(found("中")).toEqual(["中断"]);
  });
});
