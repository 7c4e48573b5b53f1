package dev.swiftlet.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrollbackTest {
    @Test
    void keepsTheLastBytesAtTheirOffsets() {
        var scrollback = new Scrollback(8, 100);

        scrollback.append("0123456789".getBytes(US_ASCII), 0, 10);

        assertThat(scrollback.start()).isEqualTo(102);
        assertThat(scrollback.end()).isEqualTo(110);
        assertThat(scrollback.read(104, 3)).isEqualTo("456".getBytes(US_ASCII));
        assertThat(scrollback.read(108, 100)).isEqualTo("89".getBytes(US_ASCII));
        assertThat(scrollback.read(110, 100)).isEmpty();
    }

    @Test
    void refusesOffsetsThatItDoesNotKeep() {
        var scrollback = new Scrollback(8, 100);
        scrollback.append("0123456789".getBytes(US_ASCII), 0, 10);

        assertThatThrownBy(() -> scrollback.read(101, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> scrollback.read(111, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> scrollback.copy(105, new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new Scrollback(10, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scrollback(16, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1", "64, 0, 2", "1024, 7, 3", "32768, 123456789012, 4", "131072, 0, 5"})
    void behavesAsAnUnboundedArrayWouldInItsLastBytes(int capacity, long firstOffset, long seed) {
        var random = new Random(seed);
        var scrollback = new Scrollback(capacity, firstOffset);
        var everything = new ByteArrayOutputStream();

        for (int round = 0; round < 300; round++) {
            byte[] bytes = new byte[random.nextInt(round % 10 == 0 ? 2 * capacity : Math.max(2, capacity / 8))];
            random.nextBytes(bytes);
            everything.writeBytes(bytes);
            append(scrollback, bytes, random);
            byte[] expected = everything.toByteArray();

            assertThat(scrollback.end()).isEqualTo(firstOffset + expected.length);
            assertThat(scrollback.start()).isEqualTo(scrollback.end() - Math.min(capacity, expected.length));
            int from =
                    (int) (scrollback.start() - firstOffset) + random.nextInt(Math.min(capacity, expected.length) + 1);
            int max = random.nextInt(2 * capacity);
            assertThat(scrollback.read(firstOffset + from, max))
                    .isEqualTo(Arrays.copyOfRange(expected, from, Math.min(expected.length, from + max)));
        }
    }

    /// By each of the two ways, from the middle of something larger.
    private static void append(Scrollback scrollback, byte[] bytes, Random random) {
        byte[] padded = new byte[bytes.length + 5];
        System.arraycopy(bytes, 0, padded, 3, bytes.length);
        if (random.nextBoolean()) {
            scrollback.append(padded, 3, bytes.length);
        } else {
            var buffer = ByteBuffer.wrap(padded, 3, bytes.length);
            scrollback.append(buffer);
            assertThat(buffer.hasRemaining()).isFalse();
        }
    }
}
