package dev.swiftlet.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EightBytesTest {
    @Test
    void everyByteInEveryPlaceIsJudgedAsByItself() {
        for (int neighbour : new int[] {' ', 'x', 0x7F, 0x1A, 0x1C, 0x9B, 0xFF}) {
            for (int place = 0; place < EightBytes.COUNT; place++) {
                for (int value = 0; value < 256; value++) {
                    byte[] bytes = new byte[EightBytes.COUNT + 1];
                    Arrays.fill(bytes, (byte) neighbour);
                    bytes[1 + place] = (byte) value;

                    assertThat(EightBytes.areText(bytes, 1)).isEqualTo((byte) neighbour >= ' ' && (byte) value >= ' ');
                    assertThat(EightBytes.haveNoEscape(bytes, 1)).isEqualTo(value != 0x1B);
                }
            }
        }
    }
}
