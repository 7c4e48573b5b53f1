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
export function installHooks(hooks: TestHooks): void {
  Object.assign(window, hooks);
}
