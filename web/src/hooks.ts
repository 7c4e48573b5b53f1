import type { RunPage } from "./run/run-page";
import type { Session } from "./session/session";
import type { ReplTerminal } from "./terminal/terminal";

/** For tests in a real browser: what they can neither see nor do from outside. */
export interface TestHooks {
  /** The terminal's text, scrollback included. */
  swiftletTerminalText(): string;
  /** The offset of the next byte of output, or null. */
  swiftletOffset(): number | null;
  /** Loses the connection as a failing network would. */
  swiftletDropConnection(): void;
  /** The text of the program's terminal. */
  swiftletRunText(): string;
}

/** Puts the hooks where tests find them. */
export function installHooks(session: Session, terminal: ReplTerminal, running: RunPage): void {
  const hooks: TestHooks = {
    swiftletTerminalText: () => terminal.text(),
    swiftletOffset: () => session.offset,
    swiftletDropConnection: () => session.dropConnection(),
    swiftletRunText: () => running.text(),
  };
  Object.assign(window, hooks);
}
