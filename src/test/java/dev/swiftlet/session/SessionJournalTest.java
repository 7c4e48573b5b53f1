package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.session.SessionStore.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionJournalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final SessionId ID = SessionId.create();
    private static final SessionId OTHER = SessionId.create();

    private final FailingStore store = new FailingStore();
    private SessionJournal journal = journal(1000, 1 << 20);

    private SessionJournal journal(int count, long weight) {
        return new SessionJournal(
                store,
                new SessionJournal.Bounds(count, weight, 1 << 20, 1 << 20, Duration.ofMillis(1), Duration.ofMillis(5)));
    }

    /// A rate for what is bulky, which is used up.
    private void slow(int perSecond) throws InterruptedException {
        journal.close();
        journal = new SessionJournal(
                store,
                new SessionJournal.Bounds(
                        1000, 1 << 20, perSecond, 1 << 12, Duration.ofMillis(1), Duration.ofMillis(5)));
        journal.transcript(SessionId.create(), new byte[1 << 13], 1);
        store.awaitCalls(1);
    }

    private void bounded(int count, long weight) throws InterruptedException {
        journal.close();
        journal = journal(count, weight);
    }

    /// Holds the writing thread in the store with a note that does not matter.
    private void occupy() throws InterruptedException {
        store.hold();
        journal.sandbox(SessionId.create(), "first");
        store.awaitCalls(1);
    }

    private void finish() throws InterruptedException {
        store.letGo();
        assertThat(journal.flush(PATIENCE)).isTrue();
    }

    @Test
    void whoeverWaitsForEndsWaitsForThoseOnly() throws Exception {
        occupy();
        assertThat(journal.awaitEnds(Duration.ZERO)).isTrue();
        var _ = journal.ended(ID, Instant.EPOCH, CloseReason.ENDED, "over");
        assertThat(journal.awaitEnds(Duration.ZERO)).isFalse();

        store.letGo();

        assertThat(journal.awaitEnds(PATIENCE)).isTrue();
        assertThat(store.kept()).anyMatch(kept -> kept.contains("end"));
    }

    private static Entry entry(int sequence, String output) {
        return new Entry(sequence, 1, sequence, "x", output);
    }

    @AfterEach
    void close() throws InterruptedException {
        store.letGo();
        journal.close();
    }

    @Test
    void everythingIsWrittenInOrder() throws Exception {
        journal.sandbox(ID, "swiftlet-1");
        journal.entry(ID, entry(1, "one"));
        journal.files(ID, Map.of("a", "b"));
        journal.transcript(ID, new byte[3], 3);
        CompletableFuture<Boolean> saved = journal.ended(ID, Instant.EPOCH, CloseReason.IDLE, "");
        assertThat(saved.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(store.kept())
                .containsExactly("sandbox swiftlet-1", "entry 1 x one", "files {a=b}", "transcript 3", "end IDLE");
    }

    @Test
    void theNewestStandsForThoseBeforeIt() throws Exception {
        occupy();
        journal.files(ID, Map.of("a", "1"));
        journal.transcript(ID, new byte[1], 1);
        journal.entry(ID, entry(1, null));
        journal.files(OTHER, Map.of("a", "other"));
        journal.files(ID, Map.of("a", "2"));
        journal.transcript(ID, new byte[1], 2);
        journal.entry(ID, entry(1, "one"));
        journal.entry(ID, entry(1, null));
        finish();
        assertThat(store.kept())
                .containsExactly("sandbox first", "files {a=2}", "transcript 2", "entry 1 x one", "files {a=other}");
    }

    @Test
    void whatIsNotWrittenYetIsKnown() throws Exception {
        assertThat(journal.pendingFiles(ID)).isEmpty();
        occupy();
        journal.files(ID, Map.of("a", "1"));
        assertThat(journal.pendingFiles(ID)).hasValue(Map.of("a", "1"));
        assertThat(journal.pendingFiles(OTHER)).isEmpty();
        finish();
        assertThat(journal.pendingFiles(ID)).isEmpty();

        store.hold();
        journal.files(ID, Map.of("a", "2"));
        store.awaitCalls(2);
        assertThat(journal.pendingFiles(ID)).as("while it is written").hasValue(Map.of("a", "2"));
    }

    @Test
    void aStoreThatFailsIsAskedAgain() throws Exception {
        store.goAway();
        journal.entry(ID, entry(1, "one"));
        CompletableFuture<Boolean> saved = journal.ended(ID, Instant.EPOCH, CloseReason.IDLE, "");
        store.awaitCalls(5);
        assertThat(journal.flush(Duration.ofMillis(1))).isFalse();
        assertThat(saved).isNotDone();
        store.comeBack();
        assertThat(journal.flush(PATIENCE)).isTrue();
        assertThat(store.kept()).containsExactly("entry 1 x one", "end IDLE");
        assertThat(saved).isCompletedWithValue(true);
    }

    @Test
    void theNewestComesBeforeTheEndEvenIfItCameAfter() throws Exception {
        store.goAway();
        store.hold();
        journal.files(ID, Map.of("a", "1"));
        store.awaitCalls(1);
        var _ = journal.ended(ID, Instant.EPOCH, CloseReason.IDLE, "");
        journal.files(ID, Map.of("a", "2"));
        store.letGo();
        store.awaitCalls(2);
        store.comeBack();
        finish();
        assertThat(store.kept()).containsExactly("files {a=2}", "end IDLE");
    }

    @Test
    void transcriptsGoFirstWhenThereIsNoRoom() throws Exception {
        bounded(1000, 10_000);
        occupy();
        journal.transcript(ID, new byte[5000], 5000);
        journal.entry(ID, entry(1, "one"));
        journal.transcript(OTHER, new byte[6000], 6000);
        var _ = journal.ended(ID, Instant.EPOCH, CloseReason.IDLE, "");
        finish();
        assertThat(store.kept()).containsExactly("sandbox first", "entry 1 x one", "transcript 6000", "end IDLE");
    }

    @Test
    void whoeverEndsReplsFastHasOnlyTheNewestTranscriptKept() throws Exception {
        slow(1);
        for (int end = 2; end <= 100; end++) {
            journal.transcript(ID, new byte[10], end);
        }
        journal.entry(ID, entry(1, "one"));
        store.awaitCalls(1);
        assertThat(store.kept()).startsWith("transcript 1").doesNotContain("transcript 100");
        assertThat(journal.flush(PATIENCE)).isTrue();
        assertThat(store.kept()).containsExactly("transcript 1", "entry 1 x one", "transcript 100");
    }

    @Test
    void theTranscriptOfASessionThatEndsDoesNotWait() throws Exception {
        slow(1);
        journal.transcript(OTHER, new byte[10], 2);
        journal.transcript(ID, new byte[10], 3);
        assertThat(journal.ended(ID, Instant.EPOCH, CloseReason.IDLE, "").get(20, TimeUnit.SECONDS))
                .isTrue();
        assertThat(journal.await(ID, Duration.ZERO)).isTrue();
        assertThat(journal.await(OTHER, Duration.ZERO)).isFalse();
        assertThat(store.kept()).containsExactly("transcript 1", "transcript 3", "end IDLE");
    }

    @Test
    void theFilesOfASessionThatGoesOnKeepToTheRateToo() throws Exception {
        slow(1);
        journal.files(ID, Map.of("a", "1"));
        journal.files(ID, Map.of("a", "2"));
        journal.entry(ID, entry(1, "one"));
        store.awaitCalls(1);
        assertThat(journal.pendingFiles(ID)).hasValue(Map.of("a", "2"));
        assertThat(journal.flush(PATIENCE)).isTrue();
        assertThat(store.kept()).containsExactly("transcript 1", "entry 1 x one", "files {a=2}");
    }

    @Test
    void everyTranscriptHasItsTime() throws Exception {
        slow(1 << 20);
        for (int i = 1; i <= 10; i++) {
            journal.transcript(SessionId.create(), new byte[50 << 10], i);
        }
        store.awaitCalls(10);
    }

    @Test
    void theFirstEntriesStayAndEndsAlwaysHaveRoom() throws Exception {
        bounded(2, 1 << 20);
        occupy();
        journal.entry(ID, entry(1, "one"));
        journal.entry(ID, entry(2, "two"));
        journal.entry(ID, entry(3, "three"));
        journal.files(ID, Map.of("a", "1"));
        var _ = journal.ended(ID, Instant.EPOCH, CloseReason.IDLE, "");
        finish();
        assertThat(store.kept()).containsExactly("sandbox first", "entry 1 x one", "entry 2 x two", "end IDLE");
    }

    @Test
    void whatTheStoreRefusesDoesNotHoldUpTheRest() throws Exception {
        journal.files(ID, Map.of("poison", "1"));
        journal.files(OTHER, Map.of("bug", "1"));
        journal.entry(ID, entry(1, "one"));
        assertThat(journal.flush(PATIENCE)).isTrue();
        assertThat(store.kept()).containsExactly("entry 1 x one");
    }

    @Test
    void aSessionEndsOnce() throws Exception {
        occupy();
        CompletableFuture<Boolean> first = journal.ended(ID, Instant.EPOCH, CloseReason.IDLE, "");
        CompletableFuture<Boolean> second = journal.ended(ID, Instant.EPOCH, CloseReason.ENDED, "");
        finish();
        assertThat(store.kept()).containsExactly("sandbox first", "end IDLE");
        assertThat(first).isCompletedWithValue(true);
        assertThat(second).isCompletedWithValue(false);
    }

    @Test
    void nobodyWaitsForAJournalThatIsClosed() throws Exception {
        store.goAway();
        CompletableFuture<Boolean> before = journal.ended(ID, Instant.EPOCH, CloseReason.IDLE, "");
        store.awaitCalls(1);
        journal.close();
        assertThat(before).isCompletedWithValue(false);
        assertThat(journal.ended(OTHER, Instant.EPOCH, CloseReason.IDLE, "")).isCompletedWithValue(false);
        assertThat(journal.flush(Duration.ZERO)).isTrue();
    }
}
