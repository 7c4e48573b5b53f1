package dev.swiftlet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/// The network fails, the tab is reloaded: the same REPL is there again, with the same screen.
@QuarkusTest
@TestProfile(WithPage.class)
class ReconnectBrowserIT extends BrowserStory {
    @Test
    void anotherTabShowsTheSameRepl() {
        ReplPage repl = visit();
        repl.type("let x = 41 + 1\n").awaitText("\nx: Int = 42").awaitPrompt(2);

        ReplPage second = open().awaitText("\nx: Int = 42").awaitPrompt(2);
        assertThat(second.session()).isEqualTo(repl.session());
        second.type("x + 1\n").awaitText("$R0: Int = 43");
        repl.awaitText("$R0: Int = 43");
    }

    @Test
    void comesBackToTheSameScreenAndSendsWhatWasTypedMeanwhile() {
        ReplPage repl = visit();
        repl.type("let x = 41 + 1\n").awaitText("\nx: Int = 42").awaitPrompt(2);
        long offset = repl.offset();

        String before = repl.dropConnection();
        repl.awaitConnection("live").awaitRepl("ready");
        assertThat(repl.text()).isEqualTo(before);
        assertThat(repl.offset()).isEqualTo(offset);

        repl.dropConnection();
        repl.type("x + 1\n").awaitText("$R0: Int = 43").awaitPrompt(3);
    }

    @Test
    void losesNothingThatWasPrintedMeanwhile() {
        ReplPage repl = visit();
        ReplPage witness = duplicate(repl);
        repl.type("import Glibc\n").awaitPrompt(2);

        repl.type("for i in 1...400 { print(\"row \\(i)\"); usleep(5000) }\n").awaitText("\nrow 20\n");
        assertThat(repl.dropConnection()).doesNotContain("row 400");
        repl.awaitConnection("live").awaitText("\nrow 400\n").awaitPrompt(3);
        witness.awaitText("\nrow 400\n").awaitPrompt(3);

        assertThat(repl.text()).isEqualTo(witness.text());
        assertThat(repl.offset()).isEqualTo(witness.offset());
    }

    @Test
    void reloadKeepsTheSessionAndItsScreen() {
        ReplPage repl = visit();
        repl.type("let x = 41 + 1\n").awaitText("\nx: Int = 42").awaitPrompt(2);
        String session = repl.session();
        String text = repl.text();
        long offset = repl.offset();

        repl.page().reload();
        repl.awaitPrompt(2).awaitSameText(text);
        assertThat(repl.session()).isEqualTo(session);
        assertThat(repl.offset()).isEqualTo(offset);

        repl.type("x\n").awaitText("$R0: Int = 42").awaitPrompt(3);
    }
}
