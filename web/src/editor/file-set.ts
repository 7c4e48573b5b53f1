/** The editor's files: name to text, in the order of their tabs. */
export type Files = ReadonlyMap<string, string>;

/** Where a program begins. It is always there, and keeps its name. */
export const MAIN = "main.swift";
/** As the server has them in `StoreLimits`. Bytes in UTF-8, of all texts together. */
export const FILE_LIMITS = { files: 20, nameLength: 100, bytes: 256 * 1024 } as const;
const ENDING = ".swift";

/** Why a name is none for a file. */
export type NameRefusal = "empty" | "too-long" | "character" | "ending" | "taken";

/** Only one file, the main one. */
export function onlyMain(text: string): Files {
  return new Map([[MAIN, text]]);
}

/** The name that was meant: without blanks around it, and with the ending that Swift files have. */
export function intendedName(typed: string): string {
  const name = typed.trim();
  return name === "" || name.includes(".") ? name : name + ENDING;
}

/** Why a file cannot have this name, or null: it can. @param taken the names of the others */
export function nameRefusal(name: string, taken: Iterable<string>): NameRefusal | null {
  if (name === "" || name === ENDING) return "empty";
  if (name.length > FILE_LIMITS.nameLength) return "too-long";
  // Control characters, and halves of characters: as the server, which keeps them.
  if (/[/\p{Cc}\p{Cs}]/u.test(name)) return "character";
  if (!name.endsWith(ENDING)) return "ending";
  return [...taken].includes(name) ? "taken" : null;
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
