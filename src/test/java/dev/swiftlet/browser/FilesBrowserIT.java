package dev.swiftlet.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A program has several files: they are made, named and deleted, and nothing of them is lost.
@QuarkusTest
@TestProfile(WithPage.class)
class FilesBrowserIT extends BrowserStory {
    @Test
    void filesAreMadeNamedAndDeleted() {
        ReplPage repl = visit();
        repl.write("// main");
        add(repl, "Nest");
        repl.write("struct Nest {}");
        add(repl, "Bird");
        assertThat(tabs(repl)).hasText(new String[] {"main.swift", "Bird.swift", "Nest.swift"});
        assertThat(repl.code()).isBlank();

        repl.command("rename-file").part("file-name").fill("Nest.swift");
        repl.press("Enter");
        assertThat(repl.page().getByText("There is a file of that name.")).isVisible();
        repl.part("file-name").fill("Egg");
        repl.press("Enter");
        assertThat(tabs(repl)).hasText(new String[] {"main.swift", "Egg.swift", "Nest.swift"});

        tabs(repl).nth(2).click();
        assertThat(repl.code()).isEqualTo("struct Nest {}");
        tabs(repl).nth(2).focus();
        repl.press("Delete");
        assertThat(tabs(repl)).hasText(new String[] {"main.swift", "Egg.swift"});
        assertThat(repl.code()).isEqualTo("// main");
        repl.click("toast-action");
        assertThat(tabs(repl)).hasCount(3);
        assertThat(repl.code()).isEqualTo("struct Nest {}");
        repl.press("Control+z");
        assertThat(repl.code()).as("what was done to it can be undone still").isBlank();
    }

    @Test
    void namesThatCannotRunAreRefusedAtOnce() {
        ReplPage repl = visit();
        repl.click("add-file");
        for (String bad : new String[] {"a b.swift", "-o.swift", "<img src=x>.swift", "MAIN.swift"}) {
            repl.part("file-name").fill(bad);
            repl.press("Enter");
            assertThat(repl.page().locator("#name-problem")).isVisible();
        }
        assertThat(repl.page().locator("#name-problem")).hasText("There is a file of that name with other capitals.");
        picture(repl, "bad-name");
        repl.press("Escape");
        assertThat(tabs(repl)).hasCount(1);
    }

    /// From a time when the page had another rule.
    @Test
    void aNameOfAnotherTimeIsNamedBeforeARun() {
        ReplPage repl = visit();
        repl.write("print(1)");
        repl.page().waitForFunction("() => localStorage.getItem('swiftlet.files./')?.includes('print(1)')");
        repl.page()
                .evaluate("() => localStorage.setItem('swiftlet.files.' + location.pathname,"
                        + " JSON.stringify({'main.swift': 'print(1)', 'a b.swift': ''}))");
        ReplPage again = open();
        again.write("print(2)").press("Control+Enter");
        assertThat(again.part("run-end")).containsText("A file cannot be called “a b.swift”.");
        picture(again, "not-run");
    }

    @Test
    void manyFilesFadeWhereTheyGoOn() {
        ReplPage repl = visit();
        for (int i = 1; i <= 12; i++) {
            add(repl, "File" + i);
            repl.write("// " + i);
        }
        tabs(repl).last().click();
        assertThat(repl.page().locator(".file-list")).hasClass(Pattern.compile(".*more-before.*"));
        picture(repl, "many");
        repl.page().setViewportSize(390, 844);
        picture(repl, "many-narrow");
    }

    @Test
    void filesSurviveAReloadAndAreThereInAnotherBrowser() {
        ReplPage repl = visit();
        repl.write("let a = 1").click("send-all").awaitPrompt(2);
        add(repl, "Bird");
        repl.write("struct Bird {}");
        repl.page().reload();
        assertThat(tabs(repl)).hasText(new String[] {"main.swift", "Bird.swift"});
        assertThat(repl.code()).isEqualTo("let a = 1");

        repl.page().waitForResponse(answer -> answer.url().endsWith("/files"), () -> repl.write("let a = 2"));
        ReplPage other = openWithoutStoredFiles(repl);
        assertThat(tabs(other)).hasText(new String[] {"main.swift", "Bird.swift"});
        assertThat(other.code()).isEqualTo("let a = 2");
        tabs(other).nth(1).click();
        assertThat(other.code()).isEqualTo("struct Bird {}");
    }

    private static void add(ReplPage repl, String name) {
        repl.click("add-file").part("file-name").fill(name);
        repl.press("Enter");
    }

    private static void picture(ReplPage repl, String name) {
        repl.page()
                .screenshot(
                        new Page.ScreenshotOptions().setPath(Path.of("target", "browser", "files-" + name + ".png")));
    }

    private static Locator tabs(ReplPage repl) {
        return repl.part("file-tab");
    }
}
