import { openSocket } from "./connection/open-socket";
import { newSender } from "./connection/sender";
import type { TerminalSize } from "./protocol/messages.gen";
import { SessionsApi } from "./session/api";
import type { SavedApi } from "./session/saved-api";
import { Session } from "./session/session";
import type { SessionEvents } from "./session/session-events";
import { StoredSession } from "./session/stored-session";
import { storageOrNull } from "./ui/preferences";

/** What this page's session is asked about. */
export interface PageSessionWorld {
  readonly saved: SavedApi;
  terminalSize(): TerminalSize;
  /** See `SessionWorld`. */
  toolchain(): string | null;
}

/** The session of this page, in this browser. */
export function createSession(page: PageSessionWorld, events: SessionEvents): Session {
  const stored = new StoredSession(storageOrNull("sessionStorage"), storageOrNull("localStorage"));
  return new Session(
    {
      api: new SessionsApi(),
      saved: page.saved,
      sender: newSender(),
      stored,
      openSocket,
      terminalSize: () => page.terminalSize(),
      toolchain: () => page.toolchain(),
      wakeups: [
        [window, "online"],
        [window, "pageshow"],
        [document, "visibilitychange"],
      ],
    },
    events,
  );
}
