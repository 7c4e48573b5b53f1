import { messages } from "../messages";
import type { PageState } from "./page-state";
import { type Explanation, endText, exitText } from "./texts";

/** What a person can do about an end. */
export type NoticeAction =
  "start-again" | "start-new" | "restart-replay" | "restart" | "try-again" | "transcript";

/** What to show beside the terminal: an explanation, and what can be done, the best first. */
export interface NoticeContent extends Explanation {
  readonly actions: readonly NoticeAction[];
  /** The entry that the REPL ended with: it is not entered again. */
  readonly leftOut: string | null;
}

/** What the state of the page calls for, or null: nothing. */
export function noticeFor({ phase, repl, role, accepted, hasOutput }: PageState): NoticeContent | null {
  switch (phase.name) {
    case "ended": {
      const explanation = endText(phase.reason, hasOutput);
      if (phase.reason === "crowded") return { ...explanation, actions: ["try-again"], leftOut: null };
      const actions: NoticeAction[] = phase.saved
        ? ["start-again", "start-new", "transcript"]
        : ["start-new"];
      return { ...explanation, actions, leftOut: null };
    }
    case "reconnecting":
      return phase.serverRestarts ? { ...messages.serverRestarts, actions: [], leftOut: null } : null;
    case "live": {
      if (repl.state !== "ended" || role === "viewer") return null;
      const actions: NoticeAction[] = accepted === "nothing" ? ["restart"] : ["restart-replay", "restart"];
      const leftOut = repl.exit?.leftOut ?? null;
      return { title: messages.replEnded, detail: exitText(repl.exit), actions, leftOut };
    }
    case "starting":
    case "connecting":
    case "refused":
      return null;
  }
}
