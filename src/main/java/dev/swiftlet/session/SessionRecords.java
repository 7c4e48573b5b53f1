package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.sandbox.SandboxName;
import dev.swiftlet.toolchain.Toolchain;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What this server keeps of its sessions, so that the next one finds them. Any thread; what
/// blocks says so.
public final class SessionRecords {
    private static final Duration SAVED_PATIENCE = Duration.ofSeconds(2);

    private final SessionStore store;
    private final SessionJournal journal;
    private final InstantSource time;

    /// @param time of the wall: what is kept outlives this process
    public SessionRecords(SessionStore store, SessionJournal journal, InstantSource time) {
        this.store = store;
        this.journal = journal;
        this.time = time;
    }

    /// What is kept of a live session.
    ///
    /// @param transcript what stood on the terminal when that was last kept; empty if never
    /// @param hasFiles whether there are files of the editor
    record Kept(SessionStore.Transcript transcript, List<SessionStore.Entry> entries, boolean hasFiles) {
        static final Kept NOTHING = new Kept(SessionStore.Transcript.NOTHING, List.of(), false);
    }

    /// Before anything else of a session, and so before its sandbox. Blocks.
    ///
    /// @param sandbox its sandbox's, or null while it waits for its place
    /// @throws StoreException if it could not be kept: then there must be no such session
    void begin(SessionId id, Participant owner, Toolchain toolchain, @Nullable SandboxName sandbox) {
        String name = sandbox == null ? null : sandbox.value();
        store.create(new SessionStore.Live(id, owner, toolchain.id(), time.instant(), name));
    }

    /// It has its place. In the background.
    void admitted(SessionId id, SandboxName sandbox) {
        journal.sandbox(id, sandbox.value());
    }

    /// Those that an earlier server had. Blocks.
    List<SessionStore.Live> listLive() {
        return store.listLive();
    }

    /// How long ago that was. Never negative, also where the clock was set back.
    Duration age(SessionStore.Live session) {
        Duration age = Duration.between(session.createdAt(), time.instant());
        return age.isPositive() ? age : Duration.ofNanos(1);
    }

    /// Blocks.
    Kept find(SessionStore.Live session) {
        return new Kept(
                store.findTranscript(session.id()).orElse(SessionStore.Transcript.NOTHING),
                store.listEntries(session.id()),
                !store.findFiles(session.id()).isEmpty());
    }

    /// A saved session of this owner. Blocks; waits a moment for one that has only just ended: its clients were told
    /// that it is saved before it is written.
    public Optional<SessionStore.Saved> findSaved(SessionId id, Participant owner) {
        Optional<SessionStore.Saved> saved = store.findSaved(id, owner);
        return saved.isEmpty() && await(id) ? store.findSaved(id, owner) : saved;
    }

    /// Those of this owner, newest first. Blocks; waits a moment for those that have only just ended.
    public List<SessionStore.Saved> listSaved(Participant owner, int most) {
        try {
            var _ = journal.awaitEnds(SAVED_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return store.listSaved(owner, most);
    }

    /// A saved session of this owner that a new one is to start from. Blocks, as [#findSaved].
    public Optional<Predecessor> findPredecessor(SessionId id, Participant owner) {
        return findSaved(id, owner)
                .map(found -> new Predecessor(found.toolchain(), store.listEntries(id), store.findFiles(id)));
    }

    /// Where a session leaves what is to be kept.
    SessionRecord of(SessionId id) {
        return new Stored(id);
    }

    /// The end of a session that nobody has. In the background.
    void over(SessionId id, CloseReason reason, String message) {
        var _ = journal.ended(id, time.instant(), reason, message);
    }

    private boolean await(SessionId id) {
        try {
            return journal.await(id, SAVED_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Waits until all that was left before is kept. Blocks.
    ///
    /// @return false if that took too long
    boolean flush(Duration patience) {
        try {
            return journal.flush(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Confined to its session's loop.
    private final class Stored implements SessionRecord {
        private final SessionId id;
        private boolean hasEntries;
        private boolean hasFiles;

        Stored(SessionId id) {
            this.id = id;
        }

        @Override
        public void entry(SessionStore.Entry entry) {
            hasEntries = true;
            journal.entry(id, entry);
        }

        @Override
        public void files(Map<String, String> files) {
            hasFiles = !files.isEmpty();
            journal.files(id, files);
        }

        @Override
        public void hasEntries() {
            hasEntries = true;
        }

        @Override
        public void hasFiles(boolean now) {
            hasFiles = now;
        }

        @Override
        public void transcript(byte[] bytes, long end) {
            journal.transcript(id, bytes, end);
        }

        @Override
        public void over(CloseReason reason, String message) {
            SessionRecords.this.over(id, reason, message);
        }

        @Override
        public boolean isWorthSaving() {
            return hasEntries || hasFiles;
        }
    }
}
