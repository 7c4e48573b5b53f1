package dev.swiftlet.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Nobody does anything for a while: the page warns, and what is reaped is not lost.
@QuarkusTest
@TestProfile(ShortIdle.class)
class IdleBrowserIT extends BrowserStory {
    @Test
    void warnsWithACountdownThatKeepMeWithdraws() {
        ReplPage repl = visit();
        assertThat(repl.part("status-reaping")).containsText(Pattern.compile("closes in \\d+ s"));
        int first = secondsLeft(repl);
        repl.page()
                .waitForFunction(
                        "first => !document.querySelector('[data-testid=status-reaping]').innerText"
                                + ".includes(`in ${first} s`)",
                        first);
        assertThat(secondsLeft(repl)).isBetween(1, first - 1);

        repl.click("keep");
        assertThat(repl.part("status-reaping")).isHidden();
        assertThat(repl.part("notice")).isHidden();
        repl.type("6 * 7\n").awaitText("Int = 42");
    }

    @Test
    void reapedSessionSaysWhyAndStartsAgainWhereItWas() {
        ReplPage repl = visit();
        repl.write("// mine");
        repl.type("var x = 41\n").awaitText("\nx: Int = 41").awaitPrompt(2);
        repl.type("x += 1\n").awaitPrompt(3);
        String session = repl.session();

        assertThat(repl.part("notice")).containsText("Nobody used it for a while");
        assertThat(repl.part("start-again")).isFocused();
        repl.click("start-again").awaitText("a new REPL");
        assertThat(repl.part("replay-text")).hasText("All 2 lines were entered again");
        repl.awaitPrompt(3).type("x\n").awaitText("$R0: Int = 42");
        assertThat(repl.session()).isNotEqualTo(session);
        assertThat(repl.code()).isEqualTo("// mine");
    }

    @Test
    void reapedWhileThePageWasAwaySaysSoAndMakesNoOtherByItself() {
        ReplPage repl = visit();
        repl.type("let x = 41 + 1\n").awaitText("\nx: Int = 42").awaitPrompt(2);
        String session = repl.session();
        assertThat(repl.part("notice")).containsText("Nobody used it for a while");

        expectGone(session);
        repl.page().reload();
        assertThat(repl.part("notice")).containsText("Your earlier REPL is closed");
        assertThat(repl.part("notice")).containsText("Nobody used it for a while");
        assertThat(repl.session()).isEqualTo(session);
        repl.click("start-again").awaitPrompt(2).type("x\n").awaitText("$R0: Int = 42");
    }

    private static int secondsLeft(ReplPage repl) {
        String text = repl.part("status-reaping").innerText();
        return Integer.parseInt(text.replaceAll("(?s).*closes in (\\d+) s.*", "$1"));
    }
}
