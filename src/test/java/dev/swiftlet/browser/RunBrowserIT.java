package dev.swiftlet.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Somebody runs what is in the editor, beside the REPL.
@QuarkusTest
@TestProfile(WithPage.class)
class RunBrowserIT extends BrowserStory {
    private static final Pattern DONE = Pattern.compile("exit 0 · compiled [0-9.]+ s · ran [0-9.]+ s · [0-9]+ MB");

    @Test
    void runsAProgramThatAsks() {
        ReplPage page = visit();
        page.write("""
                print("Who are you?", terminator: " ")
                let name = readLine() ?? "nobody"
                print("Hello, \\(name)!")
                """).press("Control+Enter").awaitRun("Who are you? ");
        assertThat(page.part("run-stage")).hasText(Pattern.compile("Running.*"));

        page.press("A").press("d").press("a").press("Enter").awaitRun("\nHello, Ada!");
        assertThat(page.part("run-end")).hasText(DONE);
        picture(page, "dialogue");

        // The REPL is as it was.
        page.view("repl").type("1 + 1\n").awaitText("$R0: Int = 2");
    }

    @Test
    void inputEndsWhereThePersonSaysSo() {
        ReplPage page = visit();
        page.write("""
                var lines = 0
                while readLine() != nil { lines += 1 }
                print("lines: \\(lines)")
                """).press("Control+Enter");
        assertThat(page.part("run-end-of-input")).isVisible();
        page.press("a").press("Enter").awaitRun("a");
        page.click("run-end-of-input").awaitRun("lines: 1");
        assertThat(page.part("run-end")).hasText(DONE);
    }

    @Test
    void errorsLeadToTheirPlaces() {
        ReplPage page = visit();
        page.write("""
                let first = 1
                let é = frst + 1
                var never = "x"
                print(é, never)
                """).press("Control+Enter");
        Locator error = page.part("run-problem").filter(new Locator.FilterOptions().setHasText("cannot find 'frst'"));
        assertThat(error).isVisible();
        assertThat(page.page().locator(".cm-lintRange-error")).hasText("frst");
        picture(page, "error");

        error.getByTestId("run-place").click();
        page.page().keyboard().type("first; //");
        assertThat(page.page().locator(".cm-line").nth(1)).containsText("let é = first; //frst + 1");
        assertThat(error).hasClass(Pattern.compile(".*withdrawn.*"));
        assertThat(page.page().locator(".cm-lintRange-error")).hasCount(0);
    }

    @Test
    void aCrashLeadsToItsLine() {
        ReplPage page = visit();
        page.write("""
                let all = [1, 2]
                func third() -> Int {
                    all[2]
                }
                print(third())
                """).press("Control+Enter");
        assertThat(page.part("run-end")).containsText("Index out of range");
        picture(page, "crash");
        page.click("run-crash-place");
        assertThat(page.page().locator(".cm-activeLine")).containsText("all[2]");
    }

    @Test
    void linesShowTheirValues() {
        ReplPage page = visit();
        page.view("run").click("run-results").write("""
                var total = 0
                for i in 1...20 {
                    total += i * i
                }
                let words = ["swift", "let"]
                print(total)
                """).press("Control+Enter");
        Locator loop = page.page().locator(".cm-line").nth(2).getByTestId("run-result");
        assertThat(loop).containsText("×20");
        assertThat(page.page().locator(".cm-line").nth(4).getByTestId("run-result"))
                .containsText("let");

        loop.hover();
        assertThat(page.part("result-card")).containsText("2870");
        assertThat(page.part("result-card").getByRole(AriaRole.IMG)).isVisible();
        picture(page, "values");
        page.page().locator(".cm-line").first().click();
        page.press("Control+End").page().keyboard().type("// more");
        assertThat(loop).hasClass(Pattern.compile(".*stale.*"));
    }

    @Test
    void aLongLoopShowsItsTrueLastValue() {
        ReplPage page = visit();
        page.view("run").click("run-results").write("""
                var total = 0
                for i in 1...200 { total += i * i }
                let words = String(repeating: "long ", count: 40)
                print(total)
                """).press("Control+Enter");
        Locator loop = page.page().locator(".cm-line").nth(1).getByTestId("run-result");
        assertThat(loop).containsText("2686700");
        assertThat(loop).containsText("×200");

        loop.hover();
        assertThat(page.part("result-card")).containsText("Kept: 1–100, 128, 200. 98 of 200 are missing.");
        assertThat(page.part("result-card")).containsText("101–127 not kept");
        BoundingBox tabs = page.page().locator(".file-tabs").boundingBox();
        assertThat(page.part("result-card").boundingBox().y).isGreaterThanOrEqualTo(tabs.y + tabs.height);
        picture(page, "long-loop");
        BoundingBox words =
                page.page().locator(".cm-line").nth(2).getByTestId("run-result").boundingBox();
        BoundingBox pane = page.page().locator(".cm-scroller").first().boundingBox();
        assertThat(words.x + words.width).isLessThanOrEqualTo(pane.x + pane.width);
    }

    @Test
    void stopsWhatNeverEnds() {
        ReplPage page = visit();
        page.write("print(\"on\")\nwhile true {}\n").press("Control+Enter").awaitRun("on");
        page.click("run-stop");
        assertThat(page.part("run-end")).containsText("Stopped");
        assertThat(page.part("run-stop")).isHidden();
    }

    @Test
    void aReloadFindsTheRunAgain() {
        ReplPage page = visit();
        page.write("print(\"before\")\nlet a = readLine() ?? \"\"\nprint(\"after \\(a)\")\n")
                .press("Control+Enter")
                .awaitRun("before");
        page.page().reload();
        page.awaitConnection("live").awaitRun("before");
        assertThat(page.part("view-run")).hasAttribute("aria-selected", "true");
        picture(page, "reloaded");
        assertThat(page.page().getByTestId("run-terminal").locator(".xterm-helper-textarea"))
                .isFocused();
        page.page().keyboard().type("it\n");
        page.awaitRun("after it");
        assertThat(page.part("run-end")).hasText(DONE);
    }

    @Test
    void checksAndFormats() {
        ReplPage page = visit();
        page.write("let   a=1\nprint( a )").press("F1");
        page.page().keyboard().type("Format");
        page.press("Enter");
        assertThat(page.page().locator(".cm-line").first()).hasText("let a = 1");
        assertThat(page.code()).contains("print(a)");
        page.press("Control+z");
        assertThat(page.page().locator(".cm-line").first()).hasText("let   a=1");

        page.press("F1");
        page.page().keyboard().type("Check");
        page.press("Enter");
        assertThat(page.part("run-end")).containsText("No errors");
    }

    private static void picture(ReplPage page, String name) {
        Path file = Path.of("target", "browser", "RunBrowserIT." + name + ".png");
        page.page().screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
