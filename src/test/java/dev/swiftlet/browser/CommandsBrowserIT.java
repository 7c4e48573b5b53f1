package dev.swiftlet.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/// Everything has a name and can be found by it; keys do not get in the way of those who type.
@QuarkusTest
@TestProfile(TwoToolchains.class)
class CommandsBrowserIT extends BrowserStory {
    @Test
    void commandsAreFoundByNameAndDoneByKeys() {
        ReplPage repl = visit();
        repl.write("let a = 1");
        repl.press("Control+k");
        assertThat(repl.part("palette")).isVisible();
        assertThat(repl.part("palette-input")).isFocused();
        repl.part("palette-input").fill("ALL send");
        repl.press("Enter");
        assertThat(repl.part("palette")).isHidden();
        repl.awaitText("\na: Int = 1").awaitPrompt(2);

        repl.press("F1").part("palette-input").fill("rename");
        assertThat(repl.part("do-rename-file")).containsText("keeps its name");
        repl.press("Enter");
        assertThat(repl.part("palette")).isVisible();
        repl.part("palette-input").fill("format");
        assertThat(repl.page().locator("[data-testid^=do-]")).hasCount(1);
        repl.part("palette-input").fill("nothing of that name");
        assertThat(repl.part("palette")).containsText("No command is called that.");
        repl.press("Escape");
        assertThat(repl.part("palette")).isHidden();
    }

    @Test
    void terminalKeepsItsKeys() {
        ReplPage repl = visit();
        repl.type("6 * 7 nonsense?");
        for (int i = 0; i < " nonsense?".length(); i++) {
            repl.press("ArrowLeft");
        }
        // Deletes to the end of the line.
        repl.press("Control+k").press("Enter").awaitText("Int = 42").awaitPrompt(2);
        assertThat(repl.part("palette")).isHidden();
        assertThat(repl.part("shortcut-sheet")).isHidden();

        repl.press("F1");
        assertThat(repl.part("palette")).isVisible();
        repl.press("Escape");
        repl.part("more").focus();
        repl.press("Shift+?");
        assertThat(repl.part("shortcut-sheet")).isVisible();
    }

    @Test
    void languageIsChosenAndRemembered() {
        ReplPage repl = visit();
        repl.write("// mine").command("language-zh-CN");
        repl.page().waitForSelector("html[lang=zh-CN]");
        repl.awaitPrompt(1);
        assertThat(repl.part("status-repl")).hasText("就绪");
        assertThat(repl.part("send-all")).hasText("全部发送");
        assertThat(repl.code()).isEqualTo("// mine");

        repl.page().reload();
        assertThat(repl.part("status-repl")).hasText("就绪");
        repl.command("language-en");
        assertThat(repl.part("send-all")).hasText("Send all");
    }

    @Test
    void anotherToolchainStartsAnotherSessionAndTheTextStays() {
        ReplPage repl = visit();
        repl.write("let kept = true").type("let gone = 1\n").awaitPrompt(2);
        String session = repl.session();
        repl.click("toolchain-picker").click("toolchain-swift-other");
        assertThat(repl.part("question")).containsText("Change to Swift Other?");
        repl.click("question-cancel");
        assertThat(repl.session()).isEqualTo(session);

        repl.click("toolchain-picker").click("toolchain-swift-other").click("question-do");
        assertThat(repl.part("status-toolchain")).hasText("Swift Other");
        repl.awaitText("a new REPL").awaitPrompt(1).type("gone\n").awaitText("cannot find 'gone' in scope");
        assertThat(repl.session()).isNotEqualTo(session);
        assertThat(repl.code()).isEqualTo("let kept = true");
    }
}
