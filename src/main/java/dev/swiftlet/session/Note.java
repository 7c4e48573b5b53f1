package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.session.SessionStore.Entry;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// One thing that a session leaves, on its way to the [SessionStore].
sealed interface Note {
    /// What an object in the heap costs beside its text.
    int OVERHEAD = 200;

    SessionId id();

    /// Two with the same place are one: the newer one stands for both.
    default Place place() {
        return new Place(id(), getClass(), this instanceof Taken taken ? taken.entry.sequence() : 0);
    }

    /// Where it stands in the queue.
    record Place(SessionId id, Class<?> kind, int sequence) {}

    /// Bytes of heap, roughly.
    default long weight() {
        return OVERHEAD;
    }

    /// This one, now that a newer one with the same place has come.
    default Note followedBy(Note newer) {
        return newer;
    }

    /// Whether it may be given up when there is no room. What tells whether a session lives may
    /// not; of that there is no more than there are sessions.
    default boolean isDispensable() {
        return true;
    }

    /// Whether a stranger can have much of it written, over and over: it has to keep to a rate.
    default boolean isBulky() {
        return false;
    }

    /// Blocks. Throws what the store throws.
    void write(SessionStore store);

    /// It will never be written.
    default void giveUp() {}

    record Boxed(SessionId id, String sandbox) implements Note {
        @Override
        public boolean isDispensable() {
            return false;
        }

        @Override
        public void write(SessionStore store) {
            store.setSandbox(id, sandbox);
        }
    }

    record Taken(SessionId id, Entry entry) implements Note {
        @Override
        public long weight() {
            String output = entry.output();
            return OVERHEAD + 2L * (entry.text().length() + (output == null ? 0 : output.length()));
        }

        @Override
        public Note followedBy(Note newer) {
            return newer instanceof Taken later && later.entry.output() == null ? this : newer;
        }

        @Override
        public void write(SessionStore store) {
            store.putEntry(id, entry);
        }
    }

    record Files(SessionId id, Map<String, String> texts) implements Note {
        @Override
        public long weight() {
            return texts.entrySet().stream()
                    .mapToLong(file -> OVERHEAD
                            + 2L * (file.getKey().length() + file.getValue().length()))
                    .sum();
        }

        @Override
        public boolean isBulky() {
            return true;
        }

        @Override
        public void write(SessionStore store) {
            store.putFiles(id, texts);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Transcript(SessionId id, byte[] bytes, long end) implements Note {
        @Override
        public long weight() {
            return bytes.length + (long) OVERHEAD;
        }

        @Override
        public boolean isBulky() {
            return true;
        }

        @Override
        public void write(SessionStore store) {
            store.putTranscript(id, bytes, end);
        }
    }

    record Ended(SessionId id, Instant at, CloseReason reason, String message, CompletableFuture<Boolean> saved)
            implements Note {
        /// A session ends once: the first reason counts.
        @Override
        public Note followedBy(Note newer) {
            newer.giveUp();
            return this;
        }

        @Override
        public boolean isDispensable() {
            return false;
        }

        @Override
        public void write(SessionStore store) {
            saved.complete(store.end(id, at, reason, message));
        }

        @Override
        public void giveUp() {
            saved.complete(false);
        }
    }
}
