package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.session.SessionStore.Entry;
import dev.swiftlet.session.SessionStore.Live;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database's file: what a killed process leaves in it, and how large it becomes.
class SessionStoreIT {
    private static final Participant OWNER = new Participant("a".repeat(64));
    private static final StoreLimits LIMITS = new StoreLimits(Duration.ofDays(30), 20);

    private static final Duration HOSTILE_FOR = Duration.ofSeconds(Integer.getInteger("swiftlet.hostile-seconds", 20));

    @TempDir
    Path directory;

    /// Keeps one entry after the other, and says so of each.
    static final class Writer {
        public static void main(String[] args) {
            var store = new JdbiSessionStore(new DatabaseFile(Path.of(args[0])).source(), LIMITS);
            SessionId id = SessionId.create();
            store.create(new Live(id, OWNER, "swift-6.0", Instant.EPOCH, null));
            for (int i = 1; i <= StoreLimits.ENTRIES; i++) {
                store.putEntry(id, new Entry(i, 1, i, "let x" + i + " = " + i, null));
                store.putTranscript(id, new byte[i * 100], i * 100L);
                System.out.println(i);
            }
        }
    }

    @RepeatedTest(3)
    void whatWasKeptIsThereAfterAKill() throws Exception {
        int said = killAfter(40);
        try (var database = new DatabaseFile(directory)) {
            SessionStore store = new JdbiSessionStore(database.source(), LIMITS);
            Live live = store.listLive().getFirst();
            SessionStore.Transcript transcript = store.findTranscript(live.id()).orElseThrow();
            assertThat(transcript.end()).isGreaterThanOrEqualTo(said * 100L);
            assertThat(store.listEntries(live.id())).hasSizeGreaterThanOrEqualTo(said);
            assertThat(transcript.bytes()).hasSize((int) transcript.end());
        }
    }

    /// @return how many entries it said it had kept when it was killed
    private int killAfter(int entries) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Writer.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int said = 0;
        try (var lines = writer.inputReader(StandardCharsets.UTF_8)) {
            while (said < entries) {
                String line = lines.readLine();
                assertThat(line).as("it goes on writing").isNotNull();
                said = line.matches("[0-9]+") ? Integer.parseInt(line) : said;
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        return said;
    }

    /// Whoever ends REPLs, or saves files, as fast as they can: the newest is kept, and the file
    /// stays small while they do it.
    @Test
    void aHostileSessionDoesNotGrowTheFile() throws Exception {
        Path file = directory.resolve("swiftlet.mv.db");
        long largest = 0;
        int written = 0;
        byte[] last = {};
        try (var database = new DatabaseFile(directory)) {
            SessionStore store = new JdbiSessionStore(database.source(), LIMITS);
            SessionId id = SessionId.create();
            store.create(new Live(id, OWNER, "swift-6.0", Instant.EPOCH, null));
            Random random = new Random(1);
            try (var journal = new SessionJournal(store, SessionJournal.Bounds.USUAL)) {
                long end = System.nanoTime() + HOSTILE_FOR.toNanos();
                while (System.nanoTime() < end || written < 100) {
                    last = new byte[StoreLimits.TRANSCRIPT_BYTES];
                    random.nextBytes(last);
                    written++;
                    journal.transcript(id, last, last.length + written);
                    journal.files(id, Map.of("a", "x".repeat(StoreLimits.FILES_BYTES - 10) + written));
                    largest = Math.max(largest, Files.size(file));
                }
                assertThat(journal.flush(Duration.ofSeconds(100))).isTrue();
            }
            assertThat(store.findTranscript(id).orElseThrow().bytes()).isEqualTo(last);
            assertThat(store.findFiles(id).get("a")).endsWith("x" + written);
        }
        System.out.printf(
                "measured: %d MiB of transcripts left in %d s: the file had at most %d MiB, closed %d MiB%n",
                written, HOSTILE_FOR.toSeconds(), largest >> 20, Files.size(file) >> 20);
        assertThat(largest).as("open").isLessThan(64L << 20);
        assertThat(Files.size(file)).as("closed").isLessThan(64L << 20);
    }
}
