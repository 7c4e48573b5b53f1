package dev.swiftlet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.web.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A client whose connection fails at any byte comes back at its offset and has, in the end, what one has that never
/// left. The program's output is known beforehand; it is full of characters of several bytes and of escape sequences.
@QuarkusTest
class ReconnectIT extends LiveSession {
    private static final long SEED = 20261122;
    private static final int RING_BYTES = 1 << 20;
    private static final int LINES_A_ROUND = 9000;

    /// So that a round cannot push out of the ring what a client has not got yet.
    private static final int CUTS_A_ROUND = 40;

    /// Prints lines as [#line] has them.
    private static final String PROGRAM = "func show(_ from: Int, _ n: Int) { for i in from..<from+n { "
            + "print(\"\\u{1b}[3\\(i % 8)m\\(i &* 7919 % 10007) äß€ 你好 👋🏽\\u{1b}[0m\\(i % 50 == 0 ? \"\\u{1b}[6n\\u{1b}[c\" : \"\")\") }; "
            + "print(\"shown\", from + n) }";

    private final Random random = new Random(SEED);

    private static String line(long i) {
        return "\u001b[3%dm%d äß€ 你好 👋🏽\u001b[0m%s\r\n"
                .formatted(i % 8, i * 7919 % 10007, i % 50 == 0 ? "\u001b[6n\u001b[c" : "");
    }

    private static byte[] lines(int from, int count) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = from; i < from + count; i++) {
            all.writeBytes(line(i).getBytes(StandardCharsets.UTF_8));
        }
        return all.toByteArray();
    }

    /// Shows so many lines and waits for their end.
    private static void show(TestClient client, int from, int count) {
        start(client, from, count);
        ended(client, from + count);
    }

    private static void start(TestClient client, int from, int count) {
        client.type("show(%d, %d)\r".formatted(from, count)).awaitRepl("running");
    }

    private static void ended(TestClient client, int lines) {
        client.awaitOutput("shown " + lines);
        client.awaitRepl("ready");
        client.awaitWholePrompt();
    }

    @Test
    void noByteIsWrongAfterConnectionsThatFailAnywhere() throws Exception {
        int wanted = Measured.times(100, 1000);
        long began = System.nanoTime();
        int cuts = 0;
        int shown = 0;
        try (TestClient witness = visitor.joinAtPrompt();
                Page page = Page.at(visitor, 0)) {
            witness.type(PROGRAM + "\r").awaitRepl("ready");
            long first = witness.offset();
            while (cuts < wanted || witness.offset() - first < RING_BYTES) {
                start(witness, shown, LINES_A_ROUND);
                cuts += followThroughCuts(page, witness.offset() + 600_000, CUTS_A_ROUND);
                shown += LINES_A_ROUND;
                ended(witness, shown);
                page.connect(Long.MAX_VALUE);
                assertThat(page.readTo(witness.offset())).isTrue();
                page.cut();
            }
            byte[] seen = page.bytes();
            byte[] whole = Arrays.copyOf(witness.bytes(), seen.length);

            Measured.say("reconnects: %d over %.1f MiB in %.1f s, %d bytes wrong, %d skipped"
                    .formatted(
                            cuts,
                            Memory.mib(seen.length),
                            Measured.secondsSince(began),
                            seen.length - mismatch(seen, whole),
                            page.skipped()));
            assertThat(page.skipped()).isZero();
            assertThat(page.offset()).isEqualTo(seen.length);
            assertThat(Arrays.mismatch(seen, whole)).isEqualTo(-1);
            for (int from = 0; from < shown; from += LINES_A_ROUND) {
                assertThat(contains(seen, lines(from, LINES_A_ROUND))).isTrue();
            }
        }
    }

    /// Connects again and again, and loses the connection after some bytes, until it has got so far.
    ///
    /// @return how often it was lost
    private int followThroughCuts(Page page, long wanted, int most) throws IOException {
        int cuts = 0;
        boolean there = false;
        while (!there && cuts < most) {
            // Some fail before anything came, some within a message, most within output.
            page.connect(random.nextInt(10) == 0 ? random.nextInt(300) : 300 + random.nextInt(40_000));
            there = page.readTo(wanted);
            page.cut();
            cuts++;
        }
        return cuts;
    }

    @Test
    void everyOffsetWithinCharactersAndSequencesIsAPlaceToComeBackTo() throws Exception {
        try (TestClient witness = visitor.joinAtPrompt()) {
            witness.type(PROGRAM + "\r").awaitRepl("ready");
            show(witness, 0, 60);
            byte[] whole = witness.bytes();
            int end = (int) witness.offset();
            for (int from = end - Measured.times(400, 3000); from <= end; from++) {
                try (Page page = Page.at(visitor, from)) {
                    page.connect(Long.MAX_VALUE);
                    assertThat(page.readTo(end)).isTrue();
                    assertThat(page.bytes()).isEqualTo(Arrays.copyOfRange(whole, from, end));
                    assertThat(page.stream().path("skipped").asLong()).isZero();
                    // All of it, with the questions of the program in it, was printed before: none is answered.
                    assertThat(page.stream().path("head").asLong()).isEqualTo(end);
                }
            }
        }
    }

    @Test
    void whatTheRingHasLostIsSaidToTheByte() throws Exception {
        try (TestClient witness = visitor.joinAtPrompt()) {
            witness.type(PROGRAM + "\r").awaitRepl("ready");
            show(witness, 0, 45_000);
            byte[] whole = witness.bytes();
            int end = (int) witness.offset();
            assertThat(end).isGreaterThan(RING_BYTES + RING_BYTES / 2);

            int oldest = end - RING_BYTES;
            try (Page within = Page.at(visitor, oldest)) {
                within.connect(Long.MAX_VALUE);
                assertThat(within.readTo(end)).isTrue();
                assertThat(within.skipped()).isZero();
                assertThat(Arrays.equals(within.bytes(), Arrays.copyOfRange(whole, oldest, end)))
                        .isTrue();
            }
            for (int left : new int[] {oldest - 1, oldest - 1000, 0}) {
                try (Page beyond = Page.at(visitor, left)) {
                    beyond.connect(Long.MAX_VALUE);
                    assertThat(beyond.readTo(end)).isTrue();
                    // The snapshot ends with all that was not skipped.
                    byte[] kept = Arrays.copyOfRange(whole, left + (int) beyond.skipped(), end);
                    byte[] got = beyond.bytes();
                    assertThat(beyond.skipped()).isBetween(1L, (long) end - left);
                    assertThat(Arrays.copyOfRange(got, got.length - kept.length, got.length))
                            .isEqualTo(kept);
                }
            }
        }
    }

    @Test
    void aClientThatComesBackDuringAFloodHasTheBytesOfItsOffsets() throws Exception {
        try (TestClient witness = visitor.joinAtPrompt()) {
            witness.type(PROGRAM + "\r").awaitRepl("ready");
            start(witness, 0, 100_000);
            Page[] pages = new Page[Measured.times(30, 300)];
            long[] from = new long[pages.length];
            for (int i = 0; i < pages.length; i++) {
                pages[i] = Page.at(visitor, Math.max(0, witness.offset() - random.nextInt(RING_BYTES + 100_000)));
                pages[i].connect(Long.MAX_VALUE);
                pages[i].readHello();
                from[i] = pages[i].stream().path("offset").asLong();
                pages[i].readTo(from[i] + random.nextInt(100_000));
                pages[i].cut();
            }
            ended(witness, 100_000);
            byte[] whole = witness.bytes();

            for (int i = 0; i < pages.length; i++) {
                int snapshot = pages[i].stream().path("snapshot").asInt();
                byte[] got = pages[i].bytes();
                assertThat(Arrays.copyOfRange(got, snapshot, got.length))
                        .isEqualTo(Arrays.copyOfRange(whole, (int) from[i], (int) pages[i].offset()));
            }
        }
    }

    private static int mismatch(byte[] one, byte[] other) {
        int at = Arrays.mismatch(one, other);
        return at < 0 ? one.length : at;
    }

    private static boolean contains(byte[] whole, byte[] part) {
        return new String(whole, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }
}
