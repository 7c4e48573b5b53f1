const ROOT = "file:///tmp/editor/";

/** Where the language server sees one of the editor's files. */
export const uriOf = (name: string): string => ROOT + encodeURIComponent(name);

/** The file that a language server's address names, or null: it is none of the editor's. */
export function nameOf(uri: string): string | null {
  if (!uri.startsWith(ROOT)) return null;
  try {
    const name = decodeURIComponent(uri.slice(ROOT.length));
    return name === "" || name.includes("/") ? null : name;
  } catch {
    return null;
  }
}
