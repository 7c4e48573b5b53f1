package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A store that writes down what it was asked to keep, and fails or waits when told. Any thread.
final class FailingStore implements SessionStore {
    private final List<String> kept = new ArrayList<>();
    private volatile boolean away;
    /// Each call takes one.
    private final Semaphore calls = new Semaphore(1_000_000);
    /// Each call gives one when it has begun.
    private final Semaphore begun = new Semaphore(0);

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    /// Calls wait from now on, until [#letGo].
    void hold() {
        calls.drainPermits();
    }

    void letGo() {
        calls.release(1_000_000);
    }

    void awaitCalls(int count) throws InterruptedException {
        if (!begun.tryAcquire(count, 20, TimeUnit.SECONDS)) {
            throw new AssertionError("no call came");
        }
    }

    synchronized List<String> kept() {
        return List.copyOf(kept);
    }

    private void keep(String what) {
        begun.release();
        calls.acquireUninterruptibly();
        if (away) {
            throw new StoreException("away", new IllegalStateException());
        }
        if (what.contains("poison")) {
            throw new IllegalArgumentException("refused");
        }
        if (what.contains("bug")) {
            throw new IllegalStateException("a bug, as the test wants it");
        }
        synchronized (this) {
            kept.add(what);
        }
    }

    @Override
    public void create(Live session) {
        keep("create");
    }

    @Override
    public void setSandbox(SessionId id, String sandbox) {
        keep("sandbox " + sandbox);
    }

    @Override
    public void putEntry(SessionId id, Entry entry) {
        keep("entry " + entry.sequence() + " " + entry.text() + " " + entry.output());
    }

    @Override
    public void putFiles(SessionId id, Map<String, String> files) {
        keep("files " + files);
    }

    @Override
    public void putTranscript(SessionId id, byte[] bytes, long end) {
        keep("transcript " + end);
    }

    @Override
    public boolean end(SessionId id, Instant at, CloseReason reason, String message) {
        keep("end " + reason);
        return true;
    }

    @Override
    public List<Live> listLive() {
        return List.of();
    }

    @Override
    public List<Entry> listEntries(SessionId id) {
        return List.of();
    }

    @Override
    public Map<String, String> findFiles(SessionId id) {
        return Map.of();
    }

    @Override
    public Optional<Transcript> findTranscript(SessionId id) {
        return Optional.empty();
    }

    @Override
    public Optional<Saved> findSaved(SessionId id, Participant owner) {
        return Optional.empty();
    }

    @Override
    public List<Saved> listSaved(Participant owner, int max) {
        return List.of();
    }

    @Override
    public void deleteSaved(SessionId id) {
        keep("delete");
    }

    @Override
    public int deleteSavedBefore(Instant ended) {
        keep("purge " + ended);
        return 0;
    }
}
