import type { IBuffer } from "@xterm/xterm";

/** The text of a terminal's buffer: scrollback and screen, wrapped lines joined, empty lines at the end left out. */
export function bufferText(buffer: IBuffer): string {
  const lines: string[] = [];
  for (let row = 0; row < buffer.length; row++) {
    const line = buffer.getLine(row);
    if (line === undefined) continue;
    const goesOn = buffer.getLine(row + 1)?.isWrapped ?? false;
    const text = line.translateToString(!goesOn);
    lines.push(line.isWrapped ? `${lines.pop() ?? ""}${text}` : text);
  }
  return lines.join("\n").trimEnd();
}
