package dev.swiftlet.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
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

    @ParameterizedTest
    @CsvSource({"DARK, 1440", "LIGHT, 1440", "DARK, 390", "LIGHT, 390"})
    void aRunKeepsNobodyOut(ColorScheme scheme, int width) {
        ReplPage page = visit();
        page.page().setViewportSize(width, 844);
        page.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        show(page, "run");
        look(page, "nothing was run yet");
        page.click("run-results");

        run(page, """
                func f() { let unused = 5 }
                var words = ["swift", "let"]
                for word in words { print(word) }
                """).awaitRun("let");
        assertThat(page.part("run-end")).containsText("exit 0");
        assertThat(page.part("run-problem").first()).isVisible();
        look(page, "a run that ended well, with warnings");
        show(page, "editor");
        assertThat(page.part("run-result").first()).isVisible();
        look(page, "values beside the lines");

        run(page, "func f(_ a: Int) {}\nf(frst)\nf(1, 2)\n");
        assertThat(page.part("run-problem").filter(new Locator.FilterOptions().setHasText("'frst'")))
                .isVisible();
        look(page, "a program that does not compile");
        show(page, "editor");
        look(page, "errors in the text");
        page.page().locator(".cm-line").nth(1).click();
        page.press("End").press("Backspace");
        show(page, "run");
        look(page, "errors that may be none any more");

        run(page, "let all = [1]\nprint(all[1])\n");
        assertThat(page.part("run-crash-place")).isVisible();
        look(page, "a crash");
    }

    private static ReplPage run(ReplPage page, String code) {
        show(page, "editor");
        return page.write(code).press("Control+Enter");
    }

    /// A tab of a narrow page; on a wide one the editor is always there.
    private static void show(ReplPage page, String what) {
        if (page.part("tab-editor").isVisible()) {
            page.click("tab-" + what);
        } else if (!what.equals("editor")) {
            page.view(what);
        }
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
