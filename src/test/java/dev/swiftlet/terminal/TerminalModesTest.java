package dev.swiftlet.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalModesTest {
    private static final String E = "\u001B";

    /// `ESC` is `~` here, for legibility.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "plain ééé 你好 😀, \"\"",
                "~[1;31m, ~[0;1;31m",
                "~[1m~[31m~[m, \"\"",
                "~[1;3;4;5;7;8;9;53m, ~[0;1;3;5;7;8;9;53;4:1m",
                "~[4:3m~[58;5;9m, ~[0;4:3;58;5;9m",
                "~[1;2;4m~[22;24m, \"\"",
                "~[38;5;208;48;2;1;2;3;1m, ~[0;1;38;5;208;48;2;1;2;3m",
                "~[38:2::1:2:3m~[48:5:7m, ~[0;38;2;1;2;3;48;5;7m",
                "~[97;100m, ~[0;97;100m",
                "~[31m~[38;5m, ~[0;38;5;0m",
                "~[?7l~[?25l~[?2004h, ~[?7l~[?25l~[?2004h",
                "~[?1;1004h~[?1l, ~[?1004h",
                "~[?1002h~[?1006h, ~[?1002h~[?1006h",
                "~[?1000h~[?1003h~[?1000l, \"\"",
                "~=~[4h~[20h, ~[?66h~[4h~[20h",
                "~[5 q, ~[5 q",
                "~[5;20r, ~[5;20r",
                "~[5;20r~[r, \"\"",
                "~[9;3r, \"\"",
                "~(0~)A~n, ~(0~)A~n",
                "~(0~(B, \"\"",
                "~[?1049h, ~[?1049h",
                "~[?47h~[?1049l, \"\"",
                "~[31m~[?1049h~[m, ~[0;31m~[?1049h~[m",
                "~[31m~7~[?1047h~[m, ~[0;31m~7~[?1047h~[m",
                "~[2;3r~[?1049h~[4;5r, ~[2;3r~[?1049h~[4;5r",
                "~[2;3r~[?1049h~[4;5r~[?1049l, ~[2;3r",
                "~[31m~7~[m~(0, ~[0;31m~7~[m~(0",
                "~[31m~7~[m~(0~8, ~[0;31m~7~[m~[0;31m",
                "~[31m~[?7l~(0~c, \"\"",
                "~[20h~c, ~[20h",
                "~[31m~[?7l~[?1000h~(0~[!p, ~[?1000h",
                "~[>4m~[=1m~[1$m, \"\"",
                "~]0;[31m~\\, \"\"",
                "~]0;~[31m, ~[0;31m",
                "~]0;title\u0007~[31m, ~[0;31m",
                "~Pq~[31m, ~[0;31m",
                "~_31m\u0007[1m, \"\"",
                "~[3\u00181m~[4m, ~[0;4:1m",
                "~[3\u000E1m, \"~[0;31m\u000E\"",
                "\u009B31m, ~[0;31m",
                "\u009D31m\u009C, \"\"",
                "~[é31m, \"\"",
                "~[99999999999999999999;1m, ~[0;1m"
            })
    void knowsWhatAFreshTerminalMustBeTold(String output, String restore) {
        var modes = modesAfter(output.replace("~", E).getBytes(UTF_8));

        assertThat(text(modes).replace(E, "~")).isEqualTo(restore);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u001B", "\u001B[", "\u001B[1;", "\u001B[1 ", "\u001B(", "\u001B]0;x", "\u001BPq", "\u001B[?1?"
            })
    void saysWhetherASequenceIsUnfinished(String unfinished) {
        assertThat(modesAfter(("x" + unfinished).getBytes(UTF_8)).isGround()).isFalse();
        assertThat(modesAfter((unfinished + "\u0018").getBytes(UTF_8)).isGround())
                .isTrue();
    }

    @Test
    void saysWhetherACharacterIsUnfinished() {
        byte[] smile = "😀".getBytes(UTF_8);
        var modes = new TerminalModes();
        for (int i = 0; i < smile.length; i++) {
            modes.append(smile, i, 1);
            assertThat(modes.isGround()).isEqualTo(i == 3);
        }
    }

    @Test
    void malformedCharactersVanish() {
        byte[] malformed = {(byte) 0xC2, 0x1B, '[', (byte) 0xE4, '3', '1', 'm', (byte) 0xFF, (byte) 0x9B, '1', 'm'};

        assertThat(text(modesAfter(malformed))).isEqualTo(E + "[0;31m");
    }

    @Test
    void parametersBeyondTheThirtySecondAreDropped() {
        assertThat(text(modesAfter((E + "[" + "1;".repeat(31) + "4;31;31m").getBytes(UTF_8))))
                .isEqualTo(E + "[0;1;4:1m");
    }

    @Test
    void endsTheSameHoweverTheBytesAreCut() {
        byte[] output = Capture.allOutput();
        var whole = modesAfter(output);
        for (int cut = 0; cut <= output.length; cut++) {
            var modes = new TerminalModes();
            modes.append(output, 0, cut);
            modes.append(output, cut, output.length - cut);
            assertThat(modes.restore()).isEqualTo(whole.restore());
            assertThat(modes.isGround()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyBytesCutAnywhereAreTakenAndTheModesCanBeRestored(long seed) {
        byte[] garbage = Garbage.bytes(seed, 20_000);
        var whole = new TerminalModes();
        var pieces = new TerminalModes();
        var random = new Random(seed);
        int at = 0;
        while (at < garbage.length) {
            int length = Math.min(garbage.length - at, random.nextInt(40));
            whole.append(garbage, at, length);
            for (int i = at; i < at + length; i++) {
                pieces.append(garbage, i, 1);
            }
            at += length;

            byte[] restore = whole.restore();
            assertThat(pieces.restore()).isEqualTo(restore);
            assertThat(pieces.isGround()).isEqualTo(whole.isGround());
            assertThat(restore.length).isLessThan(600);
            assertThat(text(modesAfter(restore))).isEqualTo(text(whole));
        }
    }

    private static TerminalModes modesAfter(byte[] output) {
        var modes = new TerminalModes();
        modes.append(output, 0, output.length);
        return modes;
    }

    private static String text(TerminalModes modes) {
        return new String(modes.restore(), US_ASCII);
    }
}
