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
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database's file: what a killed process leaves in it, and how large it becomes.
class SessionStoreIT {
    private static final Owner OWNER = new Owner("a".repeat(64));
    private static final StoreLimits LIMITS = new StoreLimits(Duration.ofDays(30), 20);

    @TempDir
    Path directory;

    /// Keeps one entry after the other, and says so of each.
    static final class Writer {
        public static void main(String[] args) {
            var store = new JdbiSessionStore(new DatabaseFile(Path.of(args[0])).source(), LIMITS);
            SessionId id = SessionId.create();
            store.create(new Live(id, OWNER, "swift-6.0", Instant.EPOCH, null, 0));
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
            assertThat(live.scrollbackEnd()).isGreaterThanOrEqualTo(said * 100L);
            assertThat(store.listEntries(live.id())).hasSizeGreaterThanOrEqualTo(said);
            assertThat(store.findTranscript(live.id()).orElseThrow()).hasSize((int) live.scrollbackEnd());
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

    @Test
    void spaceIsUsedAgain() throws Exception {
        try (var database = new DatabaseFile(directory)) {
            SessionStore store = new JdbiSessionStore(database.source(), LIMITS);
            SessionId id = SessionId.create();
            store.create(new Live(id, OWNER, "swift-6.0", Instant.EPOCH, null, 0));
            Random random = new Random(1);
            byte[] bytes = new byte[StoreLimits.TRANSCRIPT_BYTES];
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            int written = 0;
            while (System.nanoTime() < end || written < 50) {
                random.nextBytes(bytes);
                store.putTranscript(id, bytes, bytes.length);
                written++;
                // More than a server's sessions leave; without a pause the disk's speed would be measured.
                Thread.sleep(400);
            }
        }
        assertThat(Files.size(directory.resolve("swiftlet.mv.db")))
                .as("closed: little more than what it has to keep")
                .isLessThan(64L << 20);
    }
}
