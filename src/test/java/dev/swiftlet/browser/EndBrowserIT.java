package dev.swiftlet.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// A REPL or its session ends: the page says why and what to do, and what was printed stays.
@QuarkusTest
@TestProfile(WithPage.class)
class EndBrowserIT extends BrowserStory {
    @Test
    void replThatQuitIsExplainedAndStartedAgain() {
        ReplPage repl = visit();
        repl.type("let gone = 41 + 1\n").awaitText("\ngone: Int = 42").awaitPrompt(2);

        repl.type(":quit\n").awaitRepl("ended");
        assertThat(repl.part("notice")).containsText("The REPL has ended");
        assertThat(repl.part("notice")).containsText("It was quit.");
        String ended = repl.text();

        repl.click("restart").awaitPrompt(1);
        assertThat(repl.part("notice")).isHidden();
        assertThat(repl.text()).startsWith(ended);
        repl.type("gone\n").awaitText("cannot find 'gone' in scope");
    }

    @Test
    void whatExhaustedTheMemoryIsShownAndNotEnteredAgain() {
        ReplPage repl = visit();
        repl.type("var log = [\"x\"]\n").awaitPrompt(2);
        repl.type("while true { log += log }\n").awaitRepl("ended");
        assertThat(repl.part("notice")).containsText("It ran out of memory.");
        assertThat(repl.part("notice").getByTestId("left-out")).hasText("while true { log += log }");

        repl.click("restart-replay");
        assertThat(repl.part("replay-text")).hasText("Your line was entered again");
        assertThat(repl.part("replay").getByTestId("left-out")).hasText("while true { log += log }");
        repl.awaitPrompt(2).type("log.count\n").awaitText("Int = 1");
        repl.click("replay-dismiss");
        assertThat(repl.part("replay")).isHidden();
    }

    private static String contentOf(Download download) {
        try (InputStream content = download.createReadStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void sessionEndedElsewhereIsExplainedAndANewOneStartsOnClick() {
        ReplPage repl = visit();
        repl.type("let gone = 41 + 1\n").awaitText("\ngone: Int = 42").awaitPrompt(2);
        String session = repl.session();
        String printed = repl.text();

        endSession(session);
        assertThat(repl.part("notice")).containsText("This REPL is closed");
        assertThat(repl.part("notice")).containsText("You ended it, here or in another tab.");
        assertThat(repl.text()).isEqualTo(printed);

        Download transcript = repl.page().waitForDownload(() -> repl.click("transcript"));
        assertThat(transcript.suggestedFilename()).endsWith(".txt");
        assertThat(contentOf(transcript)).contains("gone: Int = 42");

        repl.click("start-new").awaitText("a new REPL").awaitPrompt(1);
        assertThat(repl.part("notice")).isHidden();
        assertThat(repl.text()).startsWith(printed);
        assertThat(repl.session()).isNotEqualTo(session);
        repl.type("6 * 7\n").awaitText("Int = 42");
    }
}
