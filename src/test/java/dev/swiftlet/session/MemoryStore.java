package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A store without a database, which outlives the servers of a test. Any thread.
final class MemoryStore implements SessionStore {
    private static final class Row {
        Live live;
        Saved saved;
        Transcript transcript;
        final TreeMap<Integer, Entry> entries = new TreeMap<>();
        Map<String, String> files = Map.of();
    }

    private final Map<SessionId, Row> rows = new LinkedHashMap<>();
    private boolean away;
    private Runnable meanwhile = () -> {};

    /// Every call fails from now on.
    synchronized void away(boolean now) {
        away = now;
    }

    /// Happens once, after somebody has asked which sessions there are.
    synchronized void meanwhile(Runnable something) {
        meanwhile = something;
    }

    private void check() {
        if (away) {
            throw new StoreException("The database is away.", new IllegalStateException("as told"));
        }
    }

    @Override
    public synchronized void create(Live session) {
        check();
        Row row = new Row();
        row.live = session;
        rows.put(session.id(), row);
    }

    @Override
    public synchronized void setSandbox(SessionId id, String sandbox) {
        check();
        Live live = rows.get(id).live;
        rows.get(id).live = new Live(id, live.owner(), live.toolchain(), live.createdAt(), sandbox);
    }

    @Override
    public synchronized void putEntry(SessionId id, Entry entry) {
        check();
        row(id).ifPresent(row -> row.entries.put(entry.sequence(), entry));
    }

    @Override
    public synchronized void putFiles(SessionId id, Map<String, String> files) {
        check();
        row(id).ifPresent(row -> row.files = Map.copyOf(files));
    }

    @Override
    public synchronized void putTranscript(SessionId id, byte[] bytes, long end) {
        check();
        row(id).ifPresent(row -> row.transcript = new Transcript(bytes.clone(), end));
    }

    @Override
    public synchronized boolean end(SessionId id, Instant at, CloseReason reason, String message) {
        check();
        Row row = rows.get(id);
        if (row == null || (row.entries.isEmpty() && row.files.isEmpty())) {
            rows.remove(id);
            return false;
        }
        Live live = row.live;
        row.saved = new Saved(
                id, live.owner(), live.toolchain(), live.createdAt(), at, reason, message, row.entries.size());
        return true;
    }

    @Override
    public synchronized List<Live> listLive() {
        check();
        List<Live> live = rows.values().stream()
                .filter(row -> row.saved == null)
                .map(row -> row.live)
                .toList();
        meanwhile.run();
        meanwhile = () -> {};
        return live;
    }

    @Override
    public synchronized List<Entry> listEntries(SessionId id) {
        check();
        return row(id).map(row -> List.copyOf(row.entries.values())).orElse(List.of());
    }

    @Override
    public synchronized Map<String, String> findFiles(SessionId id) {
        check();
        return row(id).map(row -> row.files).orElse(Map.of());
    }

    @Override
    public synchronized Optional<Transcript> findTranscript(SessionId id) {
        check();
        return row(id).map(row -> row.transcript);
    }

    @Override
    public synchronized Optional<Saved> findSaved(SessionId id, Participant owner) {
        check();
        return row(id).map(row -> row.saved).filter(saved -> saved.owner().equals(owner));
    }

    @Override
    public synchronized List<Saved> listSaved(Participant owner, int max) {
        check();
        List<Saved> all = new ArrayList<>();
        rows.keySet().forEach(id -> findSaved(id, owner).ifPresent(all::add));
        all.sort(Comparator.comparing(Saved::endedAt).reversed());
        return all.subList(0, Math.min(max, all.size()));
    }

    @Override
    public synchronized void deleteSaved(SessionId id) {
        check();
        rows.remove(id);
    }

    @Override
    public synchronized int deleteSavedBefore(Instant ended) {
        check();
        int before = rows.size();
        rows.values().removeIf(row -> row.saved != null && row.saved.endedAt().isBefore(ended));
        return before - rows.size();
    }

    private Optional<Row> row(SessionId id) {
        return Optional.ofNullable(rows.get(id));
    }
}
