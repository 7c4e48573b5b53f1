package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is kept of sessions beyond this process. Every method may block and throws
/// [StoreException] when the database does not do it; none is called on an event loop. Holds what
/// it is given to [StoreLimits].
public interface SessionStore {
    /// A session that lives, or did when the server last knew.
    ///
    /// @param sandbox the name of its sandbox, or null while it waits for its place
    record Live(
            SessionId id,
            Participant owner,
            String toolchain,
            Instant createdAt,
            @Nullable String sandbox) {}

    /// What stood on a terminal. Bytes and end belong together, and so are found together: a server
    /// that is still on its way out may keep another meanwhile.
    ///
    /// @param end the offset after the last byte
    @SuppressWarnings("ArrayRecordComponent") // on its way to the terminal; nobody compares it
    record Transcript(byte[] bytes, long end) {
        static final Transcript NOTHING = new Transcript(new byte[0], 0);

        /// @throws IllegalArgumentException if it would begin before the terminal did
        public Transcript {
            if (end < bytes.length) {
                throw new IllegalArgumentException("%d bytes that end at %d".formatted(bytes.length, end));
            }
        }

        /// The offset of the first byte.
        long start() {
            return end - bytes.length;
        }
    }

    /// An entry that a REPL took.
    ///
    /// @param sequence orders the entries of a session, over all of its REPLs; from 1
    /// @param repl which of the session's REPLs took it, from 1
    /// @param line LLDB's number of its first line; an entry that failed has the same as the next
    ///     one; 0 for what it was to be given and was not
    /// @param output what it printed, as plain text, perhaps cut; null while that is not known
    /// @param failed whether the REPL refused it, or it ended in an error: its output says why
    record Entry(
            int sequence,
            int repl,
            int line,
            String text,
            @Nullable String output,
            boolean failed) {
        /// One that did not fail, as far as is known.
        public Entry(int sequence, int repl, int line, String text, @Nullable String output) {
            this(sequence, repl, line, text, output, false);
        }

        /// This one, now that its evaluation is over.
        Entry evaluated(String printed, boolean hasFailed) {
            return new Entry(sequence, repl, line, text, printed, hasFailed);
        }
    }

    /// A session that is over and can be started again where it was.
    ///
    /// @param entries how many entries its REPLs took
    record Saved(
            SessionId id,
            Participant owner,
            String toolchain,
            Instant createdAt,
            Instant endedAt,
            CloseReason reason,
            String message,
            int entries) {}

    /// Before anything else of a session.
    void create(Live session);

    void setSandbox(SessionId id, String sandbox);

    /// Adds an entry, or, where its sequence is there already, adds its output and whether it
    /// failed. What is beyond the first [StoreLimits#ENTRIES] is not kept.
    ///
    /// @throws IllegalArgumentException if its text is longer than [StoreLimits#ENTRY_BYTES]
    void putEntry(SessionId id, Entry entry);

    /// Replaces the editor's files: name to text.
    ///
    /// @throws IllegalArgumentException where [StoreLimits#checkFiles] does
    void putFiles(SessionId id, Map<String, String> files);

    /// Keeps the transcript of a session that goes on: raw terminal bytes, of which the last has
    /// the offset `end - 1`.
    void putTranscript(SessionId id, byte[] bytes, long end);

    /// The session is over. Without entries and files nothing of it is kept.
    ///
    /// @return whether it can be started again
    boolean end(SessionId id, Instant at, CloseReason reason, String message);

    /// Those that [#end] was not called for.
    List<Live> listLive();

    /// Of a live or saved session, in order.
    List<Entry> listEntries(SessionId id);

    Map<String, String> findFiles(SessionId id);

    Optional<Transcript> findTranscript(SessionId id);

    Optional<Saved> findSaved(SessionId id, Participant owner);

    /// Newest first.
    List<Saved> listSaved(Participant owner, int max);

    void deleteSaved(SessionId id);

    /// Deletes saved sessions that ended before, and those beyond what an owner may have.
    ///
    /// @return how many
    int deleteSavedBefore(Instant ended);
}
