package dev.swiftlet.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a<CR><LF>b, a|b",
                "a<CR><CR><LF>b, a|b",
                "abc<CR>x, xbc",
                "abc<BS><BS>x, axc",
                "<TAB>a<TAB>b, \"        a       b\"",
                "a<ESC>[5Gb, \"a   b\"",
                "abc<ESC>[2D<ESC>[Kx, ax",
                "abc<ESC>[1G<ESC>[Jx, x",
                "abc<ESC>[2Kx, \"   x\"",
                "ab<ESC>[3Cc, \"ab   c\"",
                "<ESC>[31;1mred<ESC>[0m, red",
                "<ESC>]0;title<BEL>a<ESC>]8;;url<ESC>\\b, ab",
                "<ESC>P1$rq<ESC>\\a<ESC>(Bb<ESC>7c, abc",
                "one<ESC>[2J<ESC>[Htwo, one|two",
                "<NUL>a<DEL>b, ab",
                "你好<ESC>[5G!, 你好!",
                "👋 é, 👋 é",
                "\"a   <CR><LF>  b  \", \"a|  b\"",
                "a<ESC>[12, a",
                "a<ESC>]0;never ends, a",
                "<ESC>[3<CR>a, a",
            })
    void readsWhatStandsThere(String bytes, String text) {
        assertThat(plain(control(bytes))).isEqualTo(text.replace('|', '\n'));
    }

    @Test
    void readsARealRepl() {
        String text = plain(Capture.read("multiline").output());

        assertThat(text)
                .contains(
                        "Type :help for assistance.\n  1> func f(_ n: Int) -> Int {\n  2.     return n * 2\n  3. }\n  4> f(21)\n$R0: Int = 42\n  5> for i in 1...3 {\n  6. print(i)\n  7. }\n1\n2\n3\n  8> ");
        assertThat(Capture.allOutput()).isNotEmpty();
        assertThat(plain(Capture.allOutput())).doesNotContainPattern("\\p{Cc}&&[^\n]");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyBytesGiveSomeText(long seed) {
        byte[] garbage = Garbage.bytes(seed, 200_000);
        String text = PlainText.of(garbage, 100_000);

        assertThat(text.length()).isLessThanOrEqualTo(100_000);
        assertThat(text.codePoints()).allMatch(c -> c == '\n' || !Character.isISOControl(c));
        for (int cut = 0; cut < 300; cut++) {
            assertThat(PlainText.of(garbage, cut, 300, 80).length()).isLessThanOrEqualTo(80);
        }
    }

    @Test
    void isCutAtTheMost() {
        assertThat(PlainText.of("abcdef".getBytes(UTF_8), 3)).isEqualTo("abc");
        assertThat(PlainText.of("ab👋".getBytes(UTF_8), 3)).isEqualTo("ab");
        assertThat(PlainText.of("ab".getBytes(UTF_8), 0)).isEmpty();
    }

    @Test
    void fewBytesMakeNoLargeText() {
        byte[] wide = "\u001B[9999Gx\u001B[9999Cy\n".repeat(10_000).getBytes(UTF_8);

        assertThat(PlainText.of(wide, 1 << 20).length()).isLessThanOrEqualTo(1 << 20);
        assertThat(PlainText.of("\u001B[9999Gx".getBytes(UTF_8), 1 << 20).length())
                .isLessThanOrEqualTo(501);
        assertThat(PlainText.of("x".repeat(1 << 20).getBytes(UTF_8), 1 << 20)).hasSize(64 * 1024);
    }

    private static String plain(byte[] bytes) {
        return PlainText.of(bytes, 1 << 20);
    }

    private static byte[] control(String readable) {
        return readable.replace("<CR>", "\r")
                .replace("<LF>", "\n")
                .replace("<BS>", "\b")
                .replace("<TAB>", "\t")
                .replace("<ESC>", "\u001B")
                .replace("<BEL>", "\u0007")
                .replace("<NUL>", "\0")
                .replace("<DEL>", "\u007F")
                .getBytes(UTF_8);
    }
}
