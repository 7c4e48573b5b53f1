package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Keeps sessions in a database whose tables `db/migration` makes. Any thread; each method is one
/// transaction. Whoever made the data source closes it.
public final class JdbiSessionStore implements SessionStore {
    private static final String SAVED = """
            SELECT s.*, (SELECT COUNT(*) FROM session_entry e WHERE e.session_id = s.id) AS entries
            FROM session s WHERE s.ended_at IS NOT NULL
            """;

    private final Jdbi jdbi;
    private final StoreLimits limits;

    public JdbiSessionStore(DataSource database, StoreLimits limits) {
        this.jdbi = Jdbi.create(database);
        this.limits = limits;
    }

    @Override
    public void create(Live session) {
        change("keep a new session", handle -> {
            handle.createUpdate("""
                            INSERT INTO session (id, owner, toolchain, created_at, sandbox)
                            VALUES (:id, :owner, :toolchain, :created, :sandbox)
                            """)
                    .bind("id", session.id().value())
                    .bind("owner", session.owner().hash())
                    .bind("toolchain", session.toolchain())
                    .bind("created", at(session.createdAt()))
                    .bind("sandbox", session.sandbox())
                    .execute();
        });
    }

    @Override
    public void setSandbox(SessionId id, String sandbox) {
        change(
                "keep a sandbox's name",
                handle -> handle.createUpdate("UPDATE session SET sandbox = :sandbox WHERE id = :id")
                        .bind("id", id.value())
                        .bind("sandbox", sandbox)
                        .execute());
    }

    @Override
    public void putEntry(SessionId id, Entry entry) {
        if (entry.sequence() > StoreLimits.ENTRIES) {
            return;
        }
        String text = StoreLimits.checkEntry(entry.text());
        String known = entry.output();
        String output = known == null ? null : StoreLimits.cutOutput(known);
        change("keep an entry", handle -> {
            int changed = handle.createUpdate("""
                            UPDATE session_entry SET output = COALESCE(:output, output), failed = (failed OR :failed)
                            WHERE session_id = :id AND sequence = :sequence
                            """)
                    .bind("id", id.value())
                    .bind("sequence", entry.sequence())
                    .bind("output", output)
                    .bind("failed", entry.failed())
                    .execute();
            if (changed == 0 && exists(handle, id)) {
                handle.createUpdate("""
                                INSERT INTO session_entry (session_id, sequence, repl, line, input, output, failed)
                                VALUES (:id, :sequence, :repl, :line, :input, :output, :failed)
                                """)
                        .bind("id", id.value())
                        .bind("sequence", entry.sequence())
                        .bind("repl", entry.repl())
                        .bind("line", entry.line())
                        .bind("input", text)
                        .bind("output", output)
                        .bind("failed", entry.failed())
                        .execute();
            }
        });
    }

    @Override
    public void putFiles(SessionId id, Map<String, String> files) {
        Map<String, String> checked = StoreLimits.checkFiles(files);
        change("keep the editor's files", handle -> {
            if (!exists(handle, id)) {
                return;
            }
            delete(handle, "session_file", id);
            checked.forEach((name, content) -> handle.createUpdate(
                            "INSERT INTO session_file (session_id, name, content) VALUES (:id, :name, :content)")
                    .bind("id", id.value())
                    .bind("name", name)
                    .bind("content", content)
                    .execute());
        });
    }

    @Override
    public void putTranscript(SessionId id, byte[] bytes, long end) {
        byte[] kept = StoreLimits.cutTranscript(bytes);
        change("keep a transcript", handle -> {
            if (!exists(handle, id)) {
                return;
            }
            delete(handle, "session_transcript", id);
            handle.createUpdate(
                            "INSERT INTO session_transcript (session_id, bytes, end_offset) VALUES (:id, :bytes, :end)")
                    .bind("id", id.value())
                    .bind("bytes", kept)
                    .bind("end", end)
                    .execute();
        });
    }

    @Override
    public boolean end(SessionId id, Instant at, CloseReason reason, String message) {
        return ask("keep a session's end", handle -> {
            if (limits.retention().isZero() || limits.savedPerOwner() == 0 || isEmpty(handle, id)) {
                handle.execute("DELETE FROM session WHERE id = ?", id.value());
                return false;
            }
            handle.createUpdate("""
                            UPDATE session SET sandbox = NULL, ended_at = :at, reason = :reason, message = :message
                            WHERE id = :id
                            """)
                    .bind("id", id.value())
                    .bind("at", at(at))
                    .bind("reason", reason.name())
                    .bind("message", StoreLimits.cutMessage(message))
                    .execute();
            deleteBeyond(handle);
            return exists(handle, id);
        });
    }

    @Override
    public List<Live> listLive() {
        return ask(
                "list the live sessions",
                handle -> handle.createQuery("""
                        SELECT * FROM session WHERE ended_at IS NULL ORDER BY created_at, id
                        """).map((row, _) -> live(row)).list());
    }

    @Override
    public List<Entry> listEntries(SessionId id) {
        return ask(
                "list entries",
                handle -> handle.createQuery("SELECT * FROM session_entry WHERE session_id = :id ORDER BY sequence")
                        .bind("id", id.value())
                        .map((row, _) -> entry(row))
                        .list());
    }

    @Override
    public Map<String, String> findFiles(SessionId id) {
        return ask(
                "find the editor's files",
                handle -> handle.createQuery("SELECT name, content FROM session_file WHERE session_id = :id")
                        .bind("id", id.value())
                        .map((row, _) -> Map.entry(row.getString("name"), row.getString("content")))
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Optional<Transcript> findTranscript(SessionId id) {
        return ask(
                "find a transcript",
                handle -> handle.createQuery("SELECT bytes, end_offset FROM session_transcript WHERE session_id = :id")
                        .bind("id", id.value())
                        .map((row, _) -> new Transcript(row.getBytes("bytes"), row.getLong("end_offset")))
                        .findOne());
    }

    @Override
    public Optional<Saved> findSaved(SessionId id, Participant owner) {
        return ask(
                "find a saved session",
                handle -> handle.createQuery(SAVED + " AND s.id = :id AND s.owner = :owner")
                        .bind("id", id.value())
                        .bind("owner", owner.hash())
                        .map((row, _) -> saved(row))
                        .findOne());
    }

    @Override
    public List<Saved> listSaved(Participant owner, int max) {
        return ask(
                "list saved sessions",
                handle -> handle.createQuery(SAVED + " AND s.owner = :owner ORDER BY s.ended_at DESC, s.id LIMIT :max")
                        .bind("owner", owner.hash())
                        .bind("max", max)
                        .map((row, _) -> saved(row))
                        .list());
    }

    @Override
    public void deleteSaved(SessionId id) {
        change(
                "delete a saved session",
                handle -> handle.execute("DELETE FROM session WHERE id = ? AND ended_at IS NOT NULL", id.value()));
    }

    @Override
    public int deleteSavedBefore(Instant ended) {
        return ask(
                "delete old sessions",
                handle -> handle.execute("DELETE FROM session WHERE ended_at < ?", at(ended)) + deleteBeyond(handle));
    }

    private int deleteBeyond(Handle handle) {
        return handle.execute("""
                DELETE FROM session WHERE id IN (
                    SELECT id FROM (
                        SELECT id, ROW_NUMBER() OVER (PARTITION BY owner ORDER BY ended_at DESC, id) AS place
                        FROM session WHERE ended_at IS NOT NULL) AS ranked
                    WHERE place > ?)
                """, limits.savedPerOwner());
    }

    /// Locks the row, so that nothing is added to a session while it is deleted.
    private static boolean exists(Handle handle, SessionId id) {
        return handle.createQuery("SELECT id FROM session WHERE id = :id FOR UPDATE")
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    private static boolean isEmpty(Handle handle, SessionId id) {
        return handle.createQuery("""
                        SELECT (SELECT COUNT(*) FROM session_entry WHERE session_id = :id)
                             + (SELECT COUNT(*) FROM session_file WHERE session_id = :id)
                        """)
                .bind("id", id.value())
                .mapTo(Long.class)
                .one()
                .equals(0L);
    }

    private static void delete(Handle handle, String table, SessionId id) {
        handle.execute("DELETE FROM " + table + " WHERE session_id = ?", id.value());
    }

    private static Live live(ResultSet row) throws SQLException {
        return new Live(
                new SessionId(row.getString("id")),
                new Participant(row.getString("owner")),
                row.getString("toolchain"),
                instant(row, "created_at"),
                row.getString("sandbox"));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getInt("sequence"),
                row.getInt("repl"),
                row.getInt("line"),
                row.getString("input"),
                row.getString("output"),
                row.getBoolean("failed"));
    }

    private static Saved saved(ResultSet row) throws SQLException {
        return new Saved(
                new SessionId(row.getString("id")),
                new Participant(row.getString("owner")),
                row.getString("toolchain"),
                instant(row, "created_at"),
                instant(row, "ended_at"),
                CloseReason.valueOf(row.getString("reason")),
                row.getString("message"),
                row.getInt("entries"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private void change(String what, Consumer<Handle> work) {
        ask(what, handle -> {
            work.accept(handle);
            return true;
        });
    }

    private <T> T ask(String what, Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            if (refused(e)) {
                throw new IllegalArgumentException("The database refused to " + what + ".", e);
            }
            throw new StoreException("The database did not " + what + ".", e);
        }
    }

    /// Whether the values are at fault (SQL state 22…, 23…): asking again would not help.
    private static boolean refused(JdbiException e) {
        String state = e.getCause() instanceof SQLException cause ? cause.getSQLState() : null;
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
