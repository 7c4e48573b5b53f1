package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.session.SessionStore.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The way from event loops to the [SessionStore]: takes at once what sessions leave, and writes
/// it on a thread of its own, in order. While the store fails it tries again, ever more slowly,
/// and keeps the newest of each session's files and transcripts. When that outgrows its bounds it
/// gives up transcripts first, and says so in the log. Transcripts and files of sessions that go
/// on are written no faster than at a set rate, however often a stranger ends REPLs: the newest
/// waits. Those of a session that ends do not wait. Any thread.
public final class SessionJournal implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SessionJournal.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final SessionStore store;
    private final Bounds bounds;
    private final NoteQueue queue;
    private final ByteBudget bulk;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread writer;

    private @Nullable Note writing;
    private boolean closed;
    private boolean failing;
    /// How many wait for all to be written.
    private int hurrying;
    private int givenUp;

    /// How much waits at most, and how long between two attempts.
    ///
    /// @param weight bytes
    /// @param perSecond bytes of transcripts and files of sessions that go on, in the long run
    /// @param burst as many of them at once
    public record Bounds(
            int count, long weight, long perSecond, long burst, Duration firstPause, Duration longestPause) {
        /// A class of 40 that all leave their transcripts, and an hour of their entries. The
        /// longest transcripts of eight REPLs that end at once do not wait, nor one every two
        /// seconds. H2 uses space again after 45 s: its file may be 32 MiB more than it needs.
        public static final Bounds USUAL =
                new Bounds(20_000, 64L << 20, 512 << 10, 8 << 20, Duration.ofMillis(100), Duration.ofSeconds(10));
    }

    public SessionJournal(SessionStore store, Bounds bounds) {
        this.store = store;
        this.bounds = bounds;
        this.queue = new NoteQueue(bounds.count(), bounds.weight());
        this.bulk = new ByteBudget(bounds.perSecond(), bounds.burst(), now());
        this.writer = Thread.ofVirtual().name("session-journal").start(this::write);
    }

    public void sandbox(SessionId id, String name) {
        add(new Note.Boxed(id, name));
    }

    /// @see SessionStore#putEntry
    public void entry(SessionId id, Entry entry) {
        add(new Note.Taken(id, entry));
    }

    /// @param files within the bounds of [StoreLimits#checkFiles]
    public void files(SessionId id, Map<String, String> files) {
        add(new Note.Files(id, files));
    }

    /// @param bytes not changed by anyone any more
    /// @param end the offset after the last of them
    public void transcript(SessionId id, byte[] bytes, long end) {
        add(new Note.Transcript(id, bytes, end));
    }

    /// After everything else of this session.
    ///
    /// @return completes, on the writing thread, with whether it can be started again. While the
    ///     store fails that is later; false once the journal is closed
    public CompletableFuture<Boolean> ended(SessionId id, Instant at, CloseReason reason, String message) {
        CompletableFuture<Boolean> saved = new CompletableFuture<>();
        add(new Note.Ended(id, at, reason, message, saved));
        return saved;
    }

    /// The files that are not written yet.
    public Optional<Map<String, String>> pendingFiles(SessionId id) {
        lock.lock();
        try {
            return queue.find(new Note.Place(id, Note.Files.class, 0))
                    .or(() -> Optional.ofNullable(writing)
                            .filter(note -> note.id().equals(id)))
                    .flatMap(note -> note instanceof Note.Files files ? Optional.of(files.texts()) : Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    /// Writes all, however much that is, and waits until it is. For the server's end.
    ///
    /// @return false if it is not after that time
    public boolean flush(Duration patience) throws InterruptedException {
        hurry(1);
        try {
            return await(() -> queue.isEmpty() && writing == null, patience);
        } finally {
            hurry(-1);
        }
    }

    private void hurry(int more) {
        lock.lock();
        try {
            hurrying += more;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all of this session is written.
    ///
    /// @return false if it is not after that time
    public boolean await(SessionId id, Duration patience) throws InterruptedException {
        return await(() -> !queue.has(id) && (writing == null || !writing.id().equals(id)), patience);
    }

    /// Waits until the end of every session that is over by now is written.
    ///
    /// @return false if it is not after that time
    public boolean awaitEnds(Duration patience) throws InterruptedException {
        return await(() -> !queue.hasEnds() && !(writing instanceof Note.Ended), patience);
    }

    private boolean await(BooleanSupplier done, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!done.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Writes no more, and waits until what is being written is. Never interrupts: that would
    /// close the database's file under everybody.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (!writer.join(CLOSE_PATIENCE)) {
                LOG.warn("the database is still busy with what a session left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(Note note) {
        lock.lock();
        try {
            if (closed) {
                note.giveUp();
                return;
            }
            count(queue.add(note));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        Duration pause = bounds.firstPause();
        for (Optional<Note> next = next(); next.isPresent(); next = next()) {
            Note note = next.get();
            if (tryWrite(note)) {
                pause = bounds.firstPause();
            } else {
                pause(note, pause);
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(bounds.longestPause()) < 0 ? pause : bounds.longestPause();
            }
        }
    }

    /// Waits for one; none when closed.
    private Optional<Note> next() {
        lock.lock();
        try {
            while (!closed) {
                Duration delay = hurrying > 0 ? Duration.ZERO : bulk.delay(now());
                Optional<Note> note = queue.poll(delay.isZero());
                if (note.isPresent()) {
                    begin(note.get());
                    return note;
                }
                awaitChange(delay);
            }
            leave();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void begin(Note note) {
        writing = note;
        if (note.isBulky()) {
            bulk.spend(note.weight(), now());
        }
    }

    /// @param most zero: as long as it takes
    @SuppressWarnings("WaitNotInLoop") // next() looks again, whatever woke it
    private void awaitChange(Duration most) {
        if (most.isZero() || queue.isEmpty()) {
            changed.awaitUninterruptibly();
            return;
        }
        try {
            var _ = changed.awaitNanos(most.toNanos());
        } catch (InterruptedException e) {
            // Nobody does; if somebody did, it looks once more.
        }
    }

    /// @return whether there is nothing more to do for it
    private boolean tryWrite(Note note) {
        try {
            note.write(store);
            written(true);
        } catch (StoreException e) {
            return false;
        } catch (IllegalArgumentException e) {
            LOG.warnf("not kept sessionId=%s: %s", note.id(), e.getMessage());
            note.giveUp();
            written(false);
        } catch (RuntimeException e) {
            LOG.errorf(e, "not kept sessionId=%s", note.id());
            note.giveUp();
            written(false);
        }
        return true;
    }

    /// @param well whether the store took it
    private void written(boolean well) {
        lock.lock();
        try {
            writing = null;
            if (well && failing) {
                LOG.infof("the database takes again what sessions leave; %d notes were given up", givenUp);
                failing = false;
                givenUp = 0;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause(Note note, Duration pause) {
        lock.lock();
        try {
            writing = null;
            if (!failing) {
                failing = true;
                LOG.warn("the database does not take what sessions leave; trying again until it does");
            }
            count(queue.putBack(note));
            long left = pause.toNanos();
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // Nobody does; if somebody did, the pause is shorter.
        } finally {
            lock.unlock();
        }
    }

    private void count(int given) {
        if (given > 0 && givenUp == 0) {
            LOG.warn("more waits for the database than there is room for: what sessions leave is being given up");
        }
        givenUp += given;
    }

    private void leave() {
        if (!queue.isEmpty()) {
            LOG.warnf("%d notes of sessions never reached the database", queue.size());
        }
        for (Optional<Note> left = queue.poll(true); left.isPresent(); left = queue.poll(true)) {
            left.get().giveUp();
        }
        changed.signalAll();
    }

    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }
}
