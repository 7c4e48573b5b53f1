import type { AnsweringTerminal } from "./query-replies";
import { type Disposable, Disposables } from "../ui/disposable";

/**
 * What a program may not do to the page: name its tab (0, 1, 2), make text a link that says one thing and opens another
 * (8), notify (9, 99, 777), or reach the clipboard (52), files and images (1337).
 */
const INERT_OSC = [0, 1, 2, 7, 8, 9, 52, 99, 633, 777, 1337];

/** Makes the terminal swallow sequences that reach beyond its cells. */
export function makeInert(terminal: AnsweringTerminal): Disposable {
  const disposables = new Disposables();
  for (const command of INERT_OSC) disposables.add(terminal.parser.registerOscHandler(command, () => true));
  return disposables;
}
