/** A longer file is hardly a program for a REPL. In bytes. */
export const FILE_LIMIT = 1024 * 1024;
/** A file that a person chose, or why it cannot be opened. */
export type OpenedFile =
  | { readonly kind: "text"; readonly name: string; readonly text: string }
  | { readonly kind: "too-large" | "not-text" | "unreadable"; readonly name: string };

/** Reads a file as text. */
export async function readTextFile(file: File): Promise<OpenedFile> {
  const { name } = file;
  if (file.size > FILE_LIMIT) return { kind: "too-large", name };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return text.includes("\0") ? { kind: "not-text", name } : { kind: "text", name, text };
  } catch (error) {
    return { kind: error instanceof TypeError ? "not-text" : "unreadable", name };
  }
}

/** Asks for a file. Resolves with null if none was chosen, in browsers that say so. */
export function chooseFile(): Promise<File | null> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".swift,text/plain";
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => resolve(null));
    input.click();
  });
}

/** Saves the text on the person's machine. */
export function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/x-swift" }));
  downloadFrom(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** Saves what is at an address of ours. @param name empty: as the server names it */
export function downloadFrom(url: string, name = ""): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
