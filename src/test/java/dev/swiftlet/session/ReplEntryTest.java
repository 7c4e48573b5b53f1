package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplEntryTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "1 + 1, 1 + 1<CR>",
                "a|b, a<ESC><CR>b<CR>",
                "a<CR>|b, a<ESC><CR>b<CR>",
                "a|||, a<CR>",
                "<TAB>a<TAB>b, \"    a    b<CR>\"",
                "a<ESC>[201~b<BEL>c<NUL>, a[201~bc<CR>",
                "你好 👋, 你好 👋<CR>",
                "\" | \", \"\"",
            })
    void isEnteredAsOne(String text, String keys) {
        assertThat(ReplEntry.encode(plain(text))).isEqualTo(plain(keys).getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String readable) {
        return readable.replace("|", "\n")
                .replace("<CR>", "\r")
                .replace("<ESC>", "\u001b")
                .replace("<TAB>", "\t")
                .replace("<BEL>", "\u0007")
                .replace("<NUL>", "\0");
    }
}
