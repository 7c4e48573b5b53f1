import type { CommandActions } from "../commands/list";
import type { RunPage } from "./run-page";

type RunActions = Pick<
  CommandActions,
  | "run"
  | "check"
  | "format"
  | "stopRun"
  | "endOfInput"
  | "toggleResults"
  | "withResults"
  | "lineResults"
  | "focusRun"
>;

/** What the page's commands do about running programs. */
export function runActions(running: RunPage, focus: () => void): RunActions {
  return {
    run: () => running.run(),
    check: () => running.check(),
    format: () => running.format(),
    stopRun: () => running.stop(),
    endOfInput: () => running.endOfInput(),
    toggleResults: () => running.toggleResults(),
    withResults: () => running.withResults,
    lineResults: () => running.showLine(),
    focusRun: focus,
  };
}
