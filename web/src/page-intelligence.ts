import { openLanguageSocket } from "./connection/open-socket";
import { Intelligence } from "./language/intelligence";
import { messages } from "./messages";
import type { Preferences } from "./ui/preferences";
import type { StatusBar } from "./ui/status-bar";
import type { Toast } from "./ui/toast";

/** Editor intelligence on this page. @param statusBar asked for each time: it is made later */
export function createIntelligence(
  preferences: Preferences,
  toast: Toast,
  statusBar: () => StatusBar,
): Intelligence {
  return new Intelligence({
    preferences,
    openSocket: openLanguageSocket,
    changed: (state, reason) => {
      statusBar().showIntelligence(state);
      if (state === "ready" && reason !== null) toast.show(messages.intelligence.reason[reason]);
    },
    outside: () => toast.show(messages.intelligence.outside),
    notReady: () => toast.show(messages.intelligence.notReady),
  });
}
