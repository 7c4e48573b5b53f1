import type { KeptFiles } from "./editor/kept-files";
import type { Intelligence } from "./language/intelligence";
import { messages } from "./messages";
import { type PageState, isFollowing } from "./session/page-state";
import type { RunPage } from "./run/run-page";
import type { SessionEvents } from "./session/session-events";
import { typedInShort } from "./session/texts";
import type { ReplTerminal } from "./terminal/terminal";
import type { Notice } from "./ui/notice";
import type { Tabs } from "./ui/tabs";
import type { Toast } from "./ui/toast";

/** The parts of the page that show its session. */
export interface ShowingParts {
  /** Those that take the whole state as it is. */
  readonly followers: readonly { update(state: PageState): void }[];
  readonly notice: Notice;
  readonly tabs: Tabs;
  readonly toast: Toast;
  readonly kept: KeptFiles;
  readonly intelligence: Intelligence;
  readonly terminal: ReplTerminal;
  readonly running: RunPage;
}

/** Shows what the session tells. @param parts asked for each time: some are made after the session */
export function showSession(parts: () => ShowingParts): SessionEvents {
  const say = (sentence: string) => parts().toast.show(sentence);
  return {
    changed: (state) => showState(parts(), state),
    joins: (id, fresh) => {
      parts().tabs.joins(id);
      void parts().kept.joins(id, fresh);
      parts().intelligence.joins(id);
      parts().running.joins(id, fresh);
    },
    runs: (id, run) => parts().running.isRun(id, run),
    output: (bytes, replay, drawn) => parts().terminal.output(bytes, replay, drawn),
    reset: () => parts().terminal.reset(),
    begins: () => parts().terminal.separate(messages.replSeparator),
    skipped: (bytes) => say(messages.skipped(bytes)),
    earlierGone: () => say(messages.earlierGone),
    savedGone: () => say(messages.savedGone),
    refusedMessage: (code) => say(messages.refusedMessage[code]),
    submitHeld: () => say(messages.submitHeld),
    inputLost: (away) => say(away ? messages.inputLost.away : messages.inputLost.full),
    inputDoubtful: (text) => say(messages.inputDoubtful(typedInShort(text))),
  };
}

function showState(
  { followers, notice, tabs, kept, terminal, intelligence }: ShowingParts,
  state: PageState,
): void {
  for (const follower of followers) follower.update(state);
  intelligence.follow(state.phase.name === "live");
  if (state.accepted === "something") kept.used();
  tabs.setAttention("repl", !notice.element.hidden || state.repl.state === "running");
  terminal.setTypist(state.role !== "viewer");
  terminal.follow(isFollowing(state) ? state.size : null);
}
