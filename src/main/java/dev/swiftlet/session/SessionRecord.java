package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import java.util.Map;

/// Where one session leaves what outlives it. Called on the session's loop; nothing here waits for the database. What
/// is left first is kept first.
interface SessionRecord {
    /// The REPL took an entry, or it is known now what it printed.
    void entry(SessionStore.Entry entry);

    /// Its editor begins with these files.
    void files(Map<String, String> files);

    /// It has entries that were kept before.
    void hasEntries();

    /// Whether its editor has files, which are kept by another way.
    void hasFiles(boolean now);

    /// What stands on the terminal, of a session that goes on.
    ///
    /// @param end the offset after the last byte
    void transcript(byte[] bytes, long end);

    /// The session is over.
    void over(CloseReason reason, String message);

    /// Whether a new session could start where this one is: it has entries or files, and they are kept.
    boolean isWorthSaving();
}
