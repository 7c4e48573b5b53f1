/** The editor's files: name to text, in the order of their tabs. */
export type Files = ReadonlyMap<string, string>;

/** Where a program begins. It is always there, and keeps its name. */
export const MAIN = "main.swift";
/** As the server has them in `StoreLimits`. Bytes in UTF-8, of all texts together. */
export const FILE_LIMITS = { files: 20, nameLength: 100, bytes: 256 * 1024 } as const;
const ENDING = ".swift";

/** Why a name is none for a file. */
export type NameRefusal = "empty" | "too-long" | "start" | "character" | "ending" | "taken" | "capitals";

/** Only one file, the main one. */
export function onlyMain(text: string): Files {
  return new Map([[MAIN, text]]);
}

/** The name that was meant: without blanks around it, and with the ending that Swift files have. */
export function intendedName(typed: string): string {
  const name = typed.trim();
  return name === "" || name.includes(".") ? name : name + ENDING;
}

/** What a name may begin with, and all of it: as the server has it in `SourceFile`, with the same cases in its test. */
const START = /^[\p{L}\p{N}_]/u;
const NAME = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_+-]*(?:\.[\p{L}\p{M}\p{N}_+-]+)*\.swift$/u;

/** The same for two names that may not be in one place: those that only capitals, or ways to write a letter, tell apart. */
const folded = (name: string) => name.normalize("NFKC").toLowerCase();

/** Why a file cannot have this name, or null: it can. @param taken the names of the others */
export function nameRefusal(name: string, taken: Iterable<string>): NameRefusal | null {
  if (name === "" || name === ENDING) return "empty";
  if (name.length > FILE_LIMITS.nameLength) return "too-long";
  if (!START.test(name)) return "start";
  if (!name.endsWith(ENDING)) return "ending";
  if (!NAME.test(name)) return "character";
  const others = [...taken];
  if (others.includes(name)) return "taken";
  return others.map(folded).includes(folded(name)) ? "capitals" : null;
}

/** A file whose name is none. */
export interface WrongName {
  readonly name: string;
  readonly refusal: NameRefusal;
}

/** The first of them, from a time or a place with another rule; null: all are good. */
export function wrongName(files: Files): WrongName | null {
  const earlier: string[] = [];
  for (const name of files.keys()) {
    const refusal = nameRefusal(name, earlier);
    if (refusal !== null) return { name, refusal };
    earlier.push(name);
  }
  return null;
}

/** The main file first, then the others by name. */
export function inOrder(files: Iterable<readonly [string, string]>): Files {
  const all = new Map(files);
  const others = [...all.keys()].filter((name) => name !== MAIN).sort((one, other) => (one < other ? -1 : 1));
  return new Map([MAIN, ...others].map((name) => [name, all.get(name) ?? ""]));
}

/** What a JSON value says: an object of texts by their names; null where it is none. */
export function readFiles(json: unknown): Files | null {
  if (typeof json !== "object" || json === null) return null;
  const texts = Object.entries(json).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return texts.length === 0 ? null : inOrder(texts.slice(0, FILE_LIMITS.files));
}

/** Of all texts together, in UTF-8. */
export function bytesOf(files: Files): number {
  const encoder = new TextEncoder();
  return [...files.values()].reduce((sum, text) => sum + encoder.encode(text).length, 0);
}
