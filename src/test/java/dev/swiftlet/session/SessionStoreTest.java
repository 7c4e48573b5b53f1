package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.session.SessionStore.Entry;
import dev.swiftlet.session.SessionStore.Live;
import dev.swiftlet.session.SessionStore.Saved;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a [SessionStore] promises, on a real database in a file.
class SessionStoreTest {
    private static final Participant OWNER = new Participant("a".repeat(64));
    private static final Participant OTHER = new Participant("b".repeat(64));
    private static final Instant START = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final StoreLimits LIMITS = new StoreLimits(Duration.ofDays(30), 3);

    @TempDir
    Path directory;

    private DatabaseFile database;
    private SessionStore store;

    @BeforeEach
    void open() {
        database = new DatabaseFile(directory);
        store = new JdbiSessionStore(database.source(), LIMITS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private SessionId live(Participant owner) {
        SessionId id = SessionId.create();
        store.create(new Live(id, owner, "swift-6.0", START, null));
        return id;
    }

    /// @param ended seconds after the start
    private SessionId saved(Participant owner, int ended) {
        SessionId id = live(owner);
        store.putEntry(id, new Entry(1, 1, 1, "let x = 1", "x: Int = 1"));
        assertThat(store.end(id, START.plusSeconds(ended), CloseReason.IDLE, "Nobody was there."))
                .isTrue();
        return id;
    }

    private void assertTranscript(SessionId id, byte[] bytes, long end) {
        assertThat(store.findTranscript(id)).hasValueSatisfying(found -> {
            assertThat(found.bytes()).isEqualTo(bytes);
            assertThat(found.end()).isEqualTo(end);
        });
    }

    @Test
    void liveSessionsAreFoundAfterARestart() {
        SessionId first = live(OWNER);
        SessionId second = live(OTHER);
        store.setSandbox(first, "swiftlet-1");
        store.putTranscript(first, new byte[] {27, 0, -1}, 1003);
        close();
        open();
        assertThat(store.listLive())
                .containsExactlyInAnyOrder(
                        new Live(first, OWNER, "swift-6.0", START, "swiftlet-1"),
                        new Live(second, OTHER, "swift-6.0", START, null));
        assertTranscript(first, new byte[] {27, 0, -1}, 1003);
    }

    @Test
    void entriesAreKeptInOrderAndGetTheirOutputLater() {
        SessionId id = live(OWNER);
        store.putEntry(id, new Entry(2, 1, 2, "print(\"ü🐣\")", null));
        store.putEntry(id, new Entry(1, 1, 1, "let x = 1", "x: Int = 1"));
        store.putEntry(id, new Entry(2, 1, 2, "print(\"ü🐣\")", "ü🐣"));
        store.putEntry(id, new Entry(2, 1, 2, "print(\"ü🐣\")", null));
        store.putEntry(id, new Entry(3, 1, 3, "y", null));
        store.putEntry(id, new Entry(3, 1, 3, "y", "error: cannot find 'y'", true));
        store.putEntry(id, new Entry(4, 1, 3, "z", "error: cannot find 'z'", true));
        close();
        open();
        assertThat(store.listEntries(id))
                .containsExactly(
                        new Entry(1, 1, 1, "let x = 1", "x: Int = 1"),
                        new Entry(2, 1, 2, "print(\"ü🐣\")", "ü🐣"),
                        new Entry(3, 1, 3, "y", "error: cannot find 'y'", true),
                        new Entry(4, 1, 3, "z", "error: cannot find 'z'", true));
    }

    @Test
    void filesAreReplacedTogether() {
        SessionId id = live(OWNER);
        store.putFiles(id, Map.of("main.swift", "1", "More things.swift", ""));
        store.putFiles(id, Map.of("main.swift", "2"));
        close();
        open();
        assertThat(store.findFiles(id)).containsExactly(Map.entry("main.swift", "2"));
    }

    @Test
    void theTranscriptIsReplaced() {
        SessionId id = live(OWNER);
        store.putTranscript(id, new byte[10], 10);
        store.putTranscript(id, new byte[] {1}, 11);
        assertTranscript(id, new byte[] {1}, 11);
        assertThat(database.count("session_transcript")).isOne();
    }

    @Test
    void endedSessionsAreSaved() {
        SessionId id = live(OWNER);
        store.setSandbox(id, "swiftlet-1");
        store.putEntry(id, new Entry(1, 1, 1, "1", null));
        store.putEntry(id, new Entry(2, 1, 2, "2", null));
        assertThat(store.findSaved(id, OWNER)).isEmpty();

        assertThat(store.end(id, START.plusSeconds(60), CloseReason.MAX_AGE, "It was old."))
                .isTrue();

        close();
        open();
        assertThat(store.listLive()).isEmpty();
        assertThat(store.findSaved(id, OWNER))
                .hasValue(new Saved(
                        id, OWNER, "swift-6.0", START, START.plusSeconds(60), CloseReason.MAX_AGE, "It was old.", 2));
        assertThat(store.findSaved(id, OTHER)).isEmpty();
        assertThat(store.listSaved(OTHER, 50)).isEmpty();
    }

    @Test
    void filesAreReasonEnoughToKeepASession() {
        SessionId id = live(OWNER);
        store.putFiles(id, Map.of("main.swift", ""));
        assertThat(store.end(id, START, CloseReason.ENDED, "")).isTrue();
    }

    @Test
    void nothingIsKeptOfASessionThatNobodyUsed() {
        SessionId id = live(OWNER);
        store.putTranscript(id, new byte[100], 100);
        assertThat(store.end(id, START, CloseReason.ENDED, "Done.")).isFalse();
        assertThat(store.end(id, START, CloseReason.ENDED, "Done.")).isFalse();
        assertNothingIsLeft();
    }

    @Test
    void withoutRetentionNothingIsKept() {
        store = new JdbiSessionStore(database.source(), new StoreLimits(Duration.ZERO, 3));
        SessionId id = live(OWNER);
        store.putEntry(id, new Entry(1, 1, 1, "1", null));
        assertThat(store.end(id, START, CloseReason.ENDED, "Done.")).isFalse();
        assertNothingIsLeft();
    }

    @Test
    void theNewestComeFirstAndTheOldestGo() {
        SessionId second = saved(OWNER, 2);
        SessionId first = saved(OWNER, 1);
        SessionId third = saved(OWNER, 3);
        SessionId others = saved(OTHER, 0);
        assertThat(store.listSaved(OWNER, 50)).extracting(Saved::id).containsExactly(third, second, first);
        assertThat(store.listSaved(OWNER, 2)).extracting(Saved::id).containsExactly(third, second);

        SessionId fourth = saved(OWNER, 4);

        assertThat(store.listSaved(OWNER, 50)).extracting(Saved::id).containsExactly(fourth, third, second);
        assertThat(store.listSaved(OTHER, 50)).extracting(Saved::id).containsExactly(others);
    }

    @Test
    void oldOnesArePurgedAndLiveOnesAreNot() {
        SessionId old = saved(OWNER, 10);
        SessionId young = saved(OWNER, 20);
        SessionId living = live(OWNER);
        assertThat(store.deleteSavedBefore(START.plusSeconds(20))).isOne();
        assertThat(store.findSaved(old, OWNER)).isEmpty();
        assertThat(store.findSaved(young, OWNER)).isPresent();
        assertThat(store.listLive()).extracting(Live::id).containsExactly(living);
    }

    @Test
    void lowerLimitsHoldForWhatIsThere() {
        saved(OWNER, 1);
        SessionId newest = saved(OWNER, 2);
        store = new JdbiSessionStore(database.source(), new StoreLimits(Duration.ofDays(30), 1));
        assertThat(store.deleteSavedBefore(START)).isOne();
        assertThat(store.listSaved(OWNER, 50)).extracting(Saved::id).containsExactly(newest);
    }

    @Test
    void deletingTakesEverythingAlong() {
        SessionId id = live(OWNER);
        store.putFiles(id, Map.of("main.swift", "1"));
        store.putTranscript(id, new byte[1], 1);
        store.putEntry(id, new Entry(1, 1, 1, "1", null));
        store.deleteSaved(id);
        assertThat(store.listLive()).as("it lives").hasSize(1);
        store.end(id, START, CloseReason.ENDED, "");
        store.deleteSaved(id);
        assertNothingIsLeft();
    }

    @Test
    void nothingIsAddedToASessionThatIsNotThere() {
        SessionId nobody = SessionId.create();
        store.setSandbox(nobody, "swiftlet-1");
        store.putEntry(nobody, new Entry(1, 1, 1, "1", null));
        store.putFiles(nobody, Map.of("main.swift", "1"));
        store.putTranscript(nobody, new byte[1], 1);
        assertNothingIsLeft();
    }

    @Test
    void theFirstEntriesAreKept() {
        SessionId id = live(OWNER);
        store.putEntry(id, new Entry(StoreLimits.ENTRIES, 1, 1, "last", null));
        store.putEntry(id, new Entry(StoreLimits.ENTRIES + 1, 1, 1, "too many", null));
        assertThat(store.listEntries(id)).extracting(Entry::text).containsExactly("last");
    }

    @Test
    void entriesAreWholeAndTheirOutputIsCut() {
        SessionId id = live(OWNER);
        String text = "ü".repeat(StoreLimits.ENTRY_BYTES / 2);
        store.putEntry(id, new Entry(1, 1, 1, text, "a" + "🐣".repeat(StoreLimits.OUTPUT_BYTES)));
        assertThatThrownBy(() -> store.putEntry(id, new Entry(2, 1, 1, text + "x", null)))
                .isInstanceOf(IllegalArgumentException.class);
        Entry kept = store.listEntries(id).getFirst();
        assertThat(kept.text()).isEqualTo(text);
        assertThat(kept.output()).isEqualTo("a" + "🐣".repeat(StoreLimits.OUTPUT_BYTES / 4 - 1));
    }

    @Test
    void textsThatNoDatabaseTakesAreMended() {
        SessionId id = live(OWNER);
        store.putEntry(id, new Entry(1, 1, 1, "a\0\ud83db", "\udc23"));
        store.putFiles(id, Map.of("a", "\0"));
        assertThat(store.listEntries(id)).containsExactly(new Entry(1, 1, 1, "a\ufffd\ufffdb", "\ufffd"));
        assertThat(store.findFiles(id)).containsEntry("a", "\ufffd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\nb", "a\u007fb", "a\ud83d", "x*101"})
    void otherNamesAreRefused(String name) {
        SessionId id = live(OWNER);
        String given = name.equals("x*101") ? "x".repeat(101) : name;
        assertThatThrownBy(() -> store.putFiles(id, Map.of(given, "1"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tooManyFilesOrBytesAreRefused() {
        SessionId id = live(OWNER);
        store.putFiles(id, numbered(StoreLimits.FILES));
        assertThat(store.findFiles(id)).hasSize(StoreLimits.FILES);
        assertThatThrownBy(() -> store.putFiles(id, numbered(StoreLimits.FILES + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        String full = "ü".repeat(StoreLimits.FILES_BYTES / 2);
        store.putFiles(id, Map.of("x".repeat(StoreLimits.NAME_LENGTH), full));
        assertThatThrownBy(() -> store.putFiles(id, Map.of("a", full, "b", "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.findFiles(id)).containsExactly(Map.entry("x".repeat(StoreLimits.NAME_LENGTH), full));
    }

    private static Map<String, String> numbered(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "file" + i, String::valueOf));
    }

    @Test
    void theEndOfTheTranscriptIsKept() {
        SessionId id = live(OWNER);
        byte[] bytes = new byte[StoreLimits.TRANSCRIPT_BYTES + 5];
        Arrays.fill(bytes, bytes.length - 3, bytes.length, (byte) 7);
        store.putTranscript(id, bytes, 5_000_000_000L);
        assertTranscript(id, Arrays.copyOfRange(bytes, 5, bytes.length), 5_000_000_000L);
    }

    @Test
    void longMessagesAreCut() {
        SessionId id = live(OWNER);
        store.putFiles(id, Map.of("a", ""));
        store.end(id, START, CloseReason.ENDED, "x".repeat(5000));
        assertThat(store.findSaved(id, OWNER).orElseThrow().message()).hasSize(1000);
    }

    @Test
    void aDatabaseThatIsAwayIsSaidToBe() {
        JdbcDataSource nowhere = new JdbcDataSource();
        nowhere.setURL("jdbc:h2:file:" + directory.resolve("nowhere") + ";IFEXISTS=TRUE");
        SessionStore away = new JdbiSessionStore(nowhere, LIMITS);
        assertThatThrownBy(() -> away.putFiles(SessionId.create(), Map.of())).isInstanceOf(StoreException.class);
        assertThatThrownBy(away::listLive).isInstanceOf(StoreException.class);
    }

    @Test
    void aSessionIsCreatedOnce() {
        SessionId id = live(OWNER);
        Live again = new Live(id, OTHER, "swift-6.0", START, null);
        assertThatThrownBy(() -> store.create(again)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.listLive()).extracting(Live::owner).containsExactly(OWNER);
    }

    @Test
    void quotesAreText() {
        SessionId id = live(OWNER);
        String nasty = "'); DROP TABLE session; -- :id ? \\ \"";
        store.putFiles(id, Map.of(nasty, nasty));
        store.putEntry(id, new Entry(1, 1, 1, nasty, nasty));
        assertThat(store.findFiles(id)).containsExactly(Map.entry(nasty, nasty));
        assertThat(store.listEntries(id)).containsExactly(new Entry(1, 1, 1, nasty, nasty));
    }

    private void assertNothingIsLeft() {
        for (String table : new String[] {"session", "session_entry", "session_file", "session_transcript"}) {
            assertThat(database.count(table)).as(table).isZero();
        }
    }
}
