package dev.swiftlet.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nobody is kept out: what the page shows, dark and light, wide and on a phone, in both languages.
@QuarkusTest
@TestProfile(TwoToolchains.class)
class AccessibilityBrowserIT extends BrowserStory {
    @ParameterizedTest
    @CsvSource({"DARK, 1440", "LIGHT, 1440", "DARK, 390", "LIGHT, 390"})
    void nothingKeepsAnybodyOut(ColorScheme scheme, int width) {
        ReplPage repl = visit();
        Page page = repl.page();
        page.setViewportSize(width, 844);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        repl.type("let x = [1, 2].map { $0 * 2 }\n").awaitPrompt(2);
        look(repl, "REPL");
        whatOpensOverThePage(repl);
        theEditor(repl, width < 720);
        theEnds(repl);
    }

    private static void whatOpensOverThePage(ReplPage repl) {
        repl.press("F1").part("palette-input").fill("go to");
        look(repl, "palette");
        repl.press("Escape").click("more");
        look(repl, "menu");
        repl.press("Escape").command("shortcuts");
        look(repl, "shortcuts");
        repl.press("Escape").click("toolchain-picker");
        look(repl, "toolchains");
        repl.click("toolchain-swift-other");
        look(repl, "question");
        repl.click("question-cancel");
    }

    private static void theEditor(ReplPage repl, boolean narrow) {
        if (narrow) {
            repl.click("tab-editor");
        }
        repl.click("add-file").part("file-name").fill("a/b");
        repl.press("Enter");
        look(repl, "a name that is refused");
        repl.part("file-name").fill("Bird");
        repl.press("Enter");
        look(repl, "two files");
        repl.command("remove-file");
        look(repl, "a file deleted");
        if (narrow) {
            repl.click("tab-repl");
        }
    }

    private static void theEnds(ReplPage repl) {
        repl.command("screen-reader");
        repl.type("x.count\n").awaitPrompt(3);
        look(repl, "screen reader mode");
        repl.type(":quit\n").awaitRepl("ended");
        look(repl, "ended");
        repl.click("restart-replay").awaitPrompt(3);
        look(repl, "entered again");
    }

    private static void look(ReplPage repl, String state) {
        Axe.assertNoViolation(repl.page(), state);
    }

    @Test
    void chineseKeepsNobodyOutEither() {
        ReplPage repl = visit();
        repl.command("language-zh-CN");
        repl.page().waitForSelector("html[lang=zh-CN]");
        repl.awaitPrompt(1);
        look(repl, "REPL");
        repl.press("F1");
        assertThat(repl.part("palette")).isVisible();
        look(repl, "palette");
    }
}
