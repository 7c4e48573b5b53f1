package dev.swiftlet.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalOutputTest {
    private static final int CAPACITY = 1 << 20;
    private static final int TAIL = 64 * 1024;
    private static final String RESET = "\u001Bc\u001B[20l";

    @Test
    void snapshotOfAShortStreamIsAResetAndTheStream() {
        byte[] stream = "\u001B[31mred\r\nmore \u001B[".getBytes(UTF_8);
        var output = new TerminalOutput(CAPACITY, 0);
        output.append(stream, 0, stream.length);

        var snapshot = output.snapshot(TerminalOutput.TAIL_BYTES);

        assertThat(new String(snapshot.bytes(), UTF_8)).isEqualTo(RESET + "\u001B[31mred\r\nmore \u001B[");
        assertThat(snapshot.offset()).isEqualTo(stream.length);
        assertThat(snapshot.tailStart()).isZero();
    }

    @Test
    void snapshotOfNothingIsAReset() {
        assertThat(new TerminalOutput(CAPACITY, 0)
                        .snapshot(TerminalOutput.TAIL_BYTES)
                        .bytes())
                .isEqualTo(RESET.getBytes(US_ASCII));
        assertThat(new TerminalOutput(CAPACITY, 99)
                        .snapshot(TerminalOutput.TAIL_BYTES)
                        .offset())
                .isEqualTo(99);
    }

    @Test
    void snapshotsOfRealStreamsBeginCleanlyAndContinueTheStream() {
        byte[] stream = repeat(Capture.allOutput(), 12);
        var output = new TerminalOutput(CAPACITY, 0);
        var reference = new TerminalModes();
        var random = new Random(1);
        int at = 0;
        while (at < stream.length) {
            int length = Math.min(stream.length - at, 1 + random.nextInt(700));
            output.append(stream, at, length);
            reference.append(stream, at, length);
            at += length;

            var snapshot = output.snapshot(TerminalOutput.TAIL_BYTES);

            assertContinues(stream, snapshot, at, reference);
            int tailStart = (int) snapshot.tailStart();
            assertThat(tailStart == 0 || stream[tailStart - 1] == '\n').isTrue();
            assertThat(at - tailStart).isBetween(Math.min(at, TAIL - 17 * 1024), TAIL);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void snapshotsOfHostileStreamsBeginCleanlyToo(long seed) {
        byte[] stream = Garbage.bytes(seed, 300_000);
        var output = new TerminalOutput(CAPACITY, 0);
        var reference = new TerminalModes();
        for (int at = 0; at + 3001 < stream.length; at += 3001) {
            output.append(stream, at, 3001);
            reference.append(stream, at, 3001);

            assertContinues(stream, output.snapshot(TerminalOutput.TAIL_BYTES), at + 3001, reference);
        }
    }

    /// The snapshot leaves the modes that the stream up to there left, in the middle of the same sequence.
    private static void assertContinues(byte[] stream, Snapshot snapshot, int end, TerminalModes reference) {
        int tailStart = (int) snapshot.tailStart();
        byte[] bytes = snapshot.bytes();
        assertThat(snapshot.offset()).isEqualTo(end);
        assertThat(bytes.length).isLessThan(TAIL + 600);
        assertThat(Arrays.equals(bytes, bytes.length - (end - tailStart), bytes.length, stream, tailStart, end))
                .isTrue();
        assertThat(modesAfter(Arrays.copyOf(bytes, bytes.length - (end - tailStart)))
                        .isGround())
                .isTrue();
        assertThat(modesAfter(bytes).restore()).isEqualTo(reference.restore());
        assertThat(modesAfter(bytes).isGround()).isEqualTo(reference.isGround());
    }

    @Test
    void aStreamWithoutLineFeedsIsEnteredBetweenCharacters() {
        byte[] stream = repeat("\u001B[31mé你😀\r".getBytes(UTF_8), 10_000);
        var output = new TerminalOutput(CAPACITY, 0);
        output.append(stream, 0, stream.length);

        var snapshot = output.snapshot(TerminalOutput.TAIL_BYTES);

        assertThat(snapshot.bytes().length).isGreaterThan(TAIL - 17 * 1024);
        assertThat(modesAfter(snapshot.bytes()).restore()).isEqualTo("\u001B[0;31m".getBytes(US_ASCII));
    }

    @Test
    void aShortTailIsTheEndOfALongOne() {
        byte[] stream = repeat("\u001B[31mé\r\n".getBytes(UTF_8), 20_000);
        var output = new TerminalOutput(CAPACITY, 0);
        output.append(stream, 0, stream.length);

        var tail = output.snapshot(24 * 1024);

        assertThat(tail.offset()).isEqualTo(stream.length);
        assertThat(tail.offset() - tail.tailStart()).isBetween(15L * 1024, 24L * 1024);
        assertThat(new String(output.snapshot(TerminalOutput.TAIL_BYTES).bytes(), UTF_8))
                .endsWith(new String(output.read(tail.tailStart(), 24 * 1024), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001B]0;", "\u001BPq", "\u001B_", "\u001B[", "\u001B(("})
    void anEndlessSequenceStaysIgnoredAfterASnapshot(String opening) {
        byte[] start = ("\u001B[31m\n" + opening).getBytes(US_ASCII);
        byte[] endless = repeat((opening.equals("\u001B((") ? "((" : "1;").getBytes(US_ASCII), 50_000);
        byte[] end = "m\u001B\\\u001B[1m".getBytes(US_ASCII);
        var output = new TerminalOutput(CAPACITY, 0);
        output.append(start, 0, start.length);
        output.append(endless, 0, endless.length);

        var snapshot = output.snapshot(TerminalOutput.TAIL_BYTES);

        assertThat(snapshot.tailStart()).isEqualTo(snapshot.offset());
        var modes = modesAfter(snapshot.bytes());
        assertThat(modes.isGround()).isFalse();
        modes.append(endless, 0, endless.length);
        modes.append(end, 0, end.length);
        assertThat(modes.restore()).isEqualTo("\u001B[0;1;31m".getBytes(US_ASCII));
    }

    @Test
    void aStreamJoinedInTheMiddleIsShownFromItsFirstLineStart() {
        byte[] stream = ";1mhalf\r\nwhole\r\n".getBytes(US_ASCII);
        var output = new TerminalOutput(CAPACITY, 5_000_000_000L);
        output.append(stream, 0, stream.length);

        var snapshot = output.snapshot(TerminalOutput.TAIL_BYTES);

        assertThat(new String(snapshot.bytes(), US_ASCII)).isEqualTo(RESET + "whole\r\n");
        assertThat(snapshot.tailStart()).isEqualTo(5_000_000_009L);
    }

    @Test
    void readsFromTheScrollbackAndTellsWhenTheReplIsReady() {
        byte[] stream = "Welcome\r\n\u001B[1G  1> \r\u001B[6G".getBytes(US_ASCII);
        var output = new TerminalOutput(CAPACITY, 0);

        boolean changed = output.append(stream, 0, stream.length);

        assertThat(changed).isTrue();
        assertThat(output.isReady()).isTrue();
        assertThat(output.start()).isZero();
        assertThat(output.end()).isEqualTo(stream.length);
        assertThat(output.read(3, 4)).isEqualTo("come".getBytes(US_ASCII));
    }

    private static TerminalModes modesAfter(byte[] bytes) {
        var modes = new TerminalModes();
        modes.append(bytes, 0, bytes.length);
        return modes;
    }

    private static byte[] repeat(byte[] bytes, int times) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }
}
