package dev.swiftlet.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.swiftlet.faults.PackagedServer;
import org.junit.jupiter.api.Test;

/// The packaged server stops and starts again: the page says what it waits for, and goes on with
/// the same REPL by itself.
class RestartBrowserIT {
    private static final double PATIENCE_MS = 60_000;

    private interface Stop {
        void stop(PackagedServer server) throws Exception;
    }

    @Test
    void serverThatIsToldToStopIsAwaited() throws Exception {
        comesBackAfter(PackagedServer::terminate, "The server is restarting");
    }

    @Test
    void serverThatIsKilledIsAwaited() throws Exception {
        comesBackAfter(PackagedServer::kill, "");
    }

    private static void comesBackAfter(Stop stop, String notice) throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        try (PackagedServer server = new PackagedServer().start();
                Chromium chromium = new Chromium();
                BrowserContext context = chromium.browser()
                        .newContext(new Browser.NewContextOptions()
                                .setBaseURL(server.uri().toString()))) {
            context.setDefaultTimeout(PATIENCE_MS);
            ReplPage repl = new ReplPage(context.newPage());
            repl.page().navigate("/");
            repl.awaitPrompt(1).type("let x = 41 + 1\n").awaitText("\nx: Int = 42");
            repl.awaitPrompt(2);
            String session = repl.session();
            String text = repl.text();

            stop.stop(server);
            repl.awaitConnection("reconnecting");
            assertThat(repl.part("notice")).containsText(notice);
            assertThat(repl.text()).isEqualTo(text);
            repl.type("x + 1\n");

            server.start();
            repl.awaitText("$R0: Int = 43").awaitPrompt(3);
            assertThat(repl.part("notice")).isHidden();
            assertThat(repl.text()).startsWith(text);
            assertThat(repl.session()).isEqualTo(session);
        }
    }
}
