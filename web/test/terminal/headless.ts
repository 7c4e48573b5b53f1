import { Terminal } from "@xterm/headless";

/** A terminal without a screen. */
export function headless(cols = 80, rows = 24): Terminal {
  return new Terminal({ cols, rows, allowProposedApi: true });
}

/** Writes, and waits until it was parsed. */
export function written(terminal: Terminal, data: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    terminal.write(data, resolve);
  });
}
