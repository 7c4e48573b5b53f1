package dev.swiftlet.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The page on a large screen and on a phone's, dark and light.
@QuarkusTest
@TestProfile(WithPage.class)
class LookBrowserIT extends BrowserStory {
    @Test
    void fitsWideAndNarrow() {
        ReplPage repl = visit();
        for (int width : new int[] {1440, 900, 390, 320}) {
            repl.page().setViewportSize(width, 844);
            assertThat(cutOff(repl)).as("%d px", width).isEmpty();
        }
        repl.click("tab-editor");
        assertThat(repl.page().locator(".cm-content")).isVisible();
        assertThat(cutOff(repl)).as("the editor").isEmpty();

        repl.click("tab-repl").type(":quit\n").awaitRepl("ended");
        assertThat(repl.part("restart")).isVisible();
        assertThat(cutOff(repl)).as("the notice").isEmpty();
    }

    @Test
    void firstLoadIsSmall() {
        ReplPage repl = visit();
        repl.page().waitForSelector(".cm-content");
        int bytes = (int) repl.page().evaluate("""
                () => performance.getEntriesByType("resource")
                  .filter(({ name }) => !name.includes("/api/"))
                  .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)""");
        System.out.printf("measured first load: %d KB%n", bytes / 1024);
        assertThat(bytes).isBetween(1, 350 * 1024);
    }

    @Test
    void followsTheSystemUntilAThemeIsChosen() {
        ReplPage repl = visit();
        repl.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        repl.page().waitForSelector("html[data-theme=dark]");
        repl.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        repl.page().waitForSelector("html[data-theme=light]");

        repl.click("theme").page().waitForSelector("html[data-theme=dark]");
        repl.page().reload();
        repl.page().waitForSelector("html[data-theme=dark]");
    }

    /// What a person would have to scroll sideways for: the page itself, or a control beyond its edge.
    private static List<?> cutOff(ReplPage repl) {
        return (List<?>) repl.page().evaluate("""
                () => [document.documentElement, ...document.querySelectorAll("button, .status, .pane, .notice, .toast")]
                  .filter((each) => each.checkVisibility() && getComputedStyle(each).opacity !== "0")
                  .filter((each) => {
                    const { left, right } = each.getBoundingClientRect();
                    return left < 0 || right > innerWidth || (each.matches("html, .pane") && each.scrollWidth > innerWidth);
                  })
                  .map((each) => each.outerHTML.slice(0, 120))""");
    }
}
