package dev.swiftlet.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Somebody types Swift.
@QuarkusTest
@TestProfile(WithPage.class)
class ReplBrowserIT extends BrowserStory {
    @Test
    void evaluatesAndCompletes() {
        ReplPage repl = visit();
        repl.type("let x = 41 + 1\n").awaitText("\nx: Int = 42").awaitPrompt(2);

        repl.type("x.distan\t").awaitText("2> x.distance(");
        repl.type("to: 50)\n").awaitText("Int = 8").awaitPrompt(3);

        repl.type("x.").press("Tab").awaitText("isMultiple(of: Int) -> Bool");
    }

    @Test
    void takesAndPrintsWhatIsNotAscii() {
        ReplPage repl = visit();
        repl.type("print(\"你好，世界 👋 naïve\")\n").awaitText("\n你好，世界 👋 naïve\n").awaitPrompt(2);
        repl.type("let 鳥 = \"🐦\"\n").awaitText("\n鳥: String = \"🐦\"").awaitPrompt(3);
    }

    @Test
    void interruptsAnEndlessLoopByButtonAndByKey() {
        ReplPage repl = visit();
        repl.type("var x = 41\n").awaitText("\nx: Int = 41").awaitPrompt(2);

        repl.type("while true { x = 42 }\n").awaitRepl("running");
        assertThat(repl.part("interrupt")).hasClass(Pattern.compile("\\burgent\\b"));
        repl.click("interrupt").awaitPrompt(3);

        repl.type("while true {}\n").awaitRepl("running").press("Control+c");
        repl.awaitPrompt(4).type("x\n").awaitText("$R0: Int = 42").awaitPrompt(5);
    }

    @Test
    void ctrlCAtAPromptClearsTheLine() {
        ReplPage repl = visit();
        repl.type("let wrong = ").awaitText("1> let wrong =").press("Control+c");
        repl.awaitPrompt(1).type("6 * 7\n").awaitText("Int = 42").awaitPrompt(2);
    }
}
