import type { Command } from "./command";

/** The commands that have all words of a query in their names; those that begin with it first. */
export function findCommands(commands: readonly Command[], query: string): Command[] {
  const wanted = query.trim().toLowerCase();
  const words = wanted.split(/\s+/).filter((word) => word !== "");
  return commands
    .map((command) => ({ command, name: nameOf(command) }))
    .filter(({ name }) => words.every((word) => name.includes(word)))
    .sort((one, other) => rank(one.name, wanted) - rank(other.name, wanted))
    .map(({ command }) => command);
}

const nameOf = ({ label, alias }: Command) => `${label}\n${alias ?? ""}`.toLowerCase();

/** Sorting is stable, so that what is equally good keeps its order. */
function rank(name: string, wanted: string): number {
  if (name.startsWith(wanted)) return 0;
  return name.includes(`\n${wanted}`) || name.includes(` ${wanted}`) ? 1 : 2;
}
