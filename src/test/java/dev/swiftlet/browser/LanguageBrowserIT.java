package dev.swiftlet.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Somebody writes, and the editor knows Swift.
@QuarkusTest
@TestProfile(WithPage.class)
class LanguageBrowserIT extends BrowserStory {
    private static final String BIRD = """
            struct Bird {
                let name: String
                func fly(by km: Int) -> Int { km * 2 }
            }
            let robin = Bird(name: "Robin")
            """;

    @Test
    void completesMarksAndMends() {
        ReplPage repl = visit();
        awaitState(repl, "ready");
        repl.write(BIRD + "robin.");
        repl.press("Control+Space");
        Locator list = repl.page().locator(".cm-tooltip-autocomplete");
        assertThat(list.getByText("fly(by: Int)")).isVisible();
        picture(repl, "completion");
        repl.press("Escape");

        repl.write("func f() {\n    let unused = 5\n}\n");
        Locator squiggle = repl.page().locator(".cm-lintRange-warning");
        assertThat(squiggle.first()).isVisible();
        repl.page().getByText("unused").first().click();
        repl.press("Control+.");
        assertThat(repl.part("quick-fixes")).isVisible();
        picture(repl, "quick-fix");
        repl.press("Enter");
        assertThat(repl.page().locator(".cm-content")).containsText("_ = 5");
    }

    /// What sourcekit-lsp proposes in a diagnostic's notes.
    @Test
    void mendsByWhatTheNotesPropose() {
        ReplPage repl = visit();
        awaitState(repl, "ready");
        repl.write("let robins: Int? = 3\nlet birds: Int = robins");
        assertThat(repl.page().locator(".cm-lintRange-error").first()).isVisible();
        repl.press("Control+.");
        assertThat(repl.part("quick-fixes")).containsText("!");
        picture(repl, "quick-fix-of-notes");
        repl.part("quick-fixes").getByText("??").click();
        assertThat(repl.page().locator(".cm-content")).containsText("robins ?? ");
        repl.page().keyboard().type("0");
        assertThat(repl.page().locator(".cm-content")).containsText("robins ?? 0");
    }

    @Test
    void namesAndDefinitionsReachOverFiles() {
        ReplPage repl = visit();
        awaitState(repl, "ready");
        repl.write("let robin = Bird()\n");
        assertThat(repl.page().locator(".cm-lintRange-error").first()).isVisible();
        repl.command("add-file").part("file-name").fill("Bird");
        repl.press("Enter");
        repl.write("struct Bird {}\n");
        repl.page().locator("[role=tab]").getByText("main.swift").click();
        assertThat(repl.page().locator(".cm-lintRange-error")).hasCount(0);

        intoTheName(repl, "let robin = Bird()");
        repl.press("F2");
        repl.page().locator(".cm-lsp-rename-panel input").fill("9 bad-name");
        repl.press("Enter");
        assertThat(repl.page().locator(".rename-problem")).containsText("That is no name in Swift");
        picture(repl, "no-name");
        repl.page().locator(".cm-lsp-rename-panel input").fill("Fowl");
        repl.press("Enter");
        assertThat(repl.page().locator(".cm-content")).containsText("Fowl()");
        intoTheName(repl, "let robin = Fowl()");
        repl.press("F12");
        assertThat(repl.page().locator(".cm-content")).containsText("struct Fowl {}");
    }

    @Test
    void completesWhatAnotherFileDeclares() {
        ReplPage repl = visit();
        awaitState(repl, "ready");
        repl.command("add-file").part("file-name").fill("Bird");
        repl.press("Enter");
        repl.write("struct Bird {\n    func fly(by km: Int) {}\n}\n");
        repl.page().locator("[role=tab]").getByText("main.swift").click();
        repl.write("let robin = Bird()\nrobin.");
        repl.press("Control+Space");
        Locator list = repl.page().locator(".cm-tooltip-autocomplete");
        assertThat(list.getByText("fly(by: Int)")).isVisible();
        repl.press("Escape");

        repl.page().locator("[role=tab]").getByText("Bird.swift").click();
        repl.write("struct Bird {\n    func sing() {}\n}\n");
        repl.page().locator("[role=tab]").getByText("main.swift").click();
        repl.write("let robin = Bird()\nrobin.");
        repl.press("Control+Space");
        assertThat(list.getByText("sing()")).isVisible();
    }

    @Test
    void comesBackWhenTheOtherTabIsClosedOrSomebodyWritesHere() {
        ReplPage repl = visit();
        awaitState(repl, "ready");
        ReplPage other = open();
        awaitState(other, "ready");
        awaitState(repl, "elsewhere");
        repl.page().locator(".cm-content").press("ArrowLeft");
        awaitState(repl, "ready");
        awaitState(other, "elsewhere");
        repl.page().navigate("about:blank");
        awaitState(other, "ready");
    }

    @Test
    void canBeSwitchedOffForGood() {
        ReplPage repl = visit();
        awaitState(repl, "ready");
        repl.command("intelligence");
        assertThat(repl.part("status-intelligence")).isHidden();
        repl.page().reload();
        repl.awaitConnection("live");
        assertThat(repl.part("status-intelligence")).isHidden();
        repl.command("intelligence");
        awaitState(repl, "ready");
    }

    /// Puts the cursor before the last letter of the line's last name.
    private static void intoTheName(ReplPage repl, String line) {
        repl.page()
                .locator(".cm-line", new Page.LocatorOptions().setHasText(line))
                .first()
                .click();
        repl.press("End").press("ArrowLeft").press("ArrowLeft").press("ArrowLeft");
    }

    private static void awaitState(ReplPage repl, String state) {
        assertThat(repl.part("status-intelligence")).hasAttribute("data-state", state);
    }

    private static void picture(ReplPage repl, String name) {
        repl.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(Path.of("target", "browser", "language-" + name + ".png")));
    }
}
