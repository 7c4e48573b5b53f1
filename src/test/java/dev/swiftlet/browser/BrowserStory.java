package dev.swiftlet.browser;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.RequestOptions;
import dev.swiftlet.sandbox.SandboxEngine;
import dev.swiftlet.session.SessionRegistry;
import dev.swiftlet.web.Eventually;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/// One person with a browser of their own for each test: real server, real container, real Swift, real Chromium. When
/// it is over, nothing went wrong unseen and nothing is left.
abstract class BrowserStory {
    /// Ten times what the slowest thing takes here.
    private static final double PATIENCE_MS = 60_000;

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");

    private static Chromium chromium;

    @RegisterExtension
    final AfterTestExecutionCallback pictures = this::takePictures;

    @TestHTTPResource
    URI root;

    @Inject
    SessionRegistry sessions;

    @Inject
    SandboxEngine engine;

    private BrowserContext context;
    private Problems problems;

    @BeforeAll
    static void startChromium() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        chromium = new Chromium();
    }

    @AfterAll
    static void stopChromium() {
        chromium.close();
    }

    @BeforeEach
    void openBrowser() {
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(origin())
                        .setViewportSize(1280, 800)
                        .setAcceptDownloads(true));
        context.setDefaultTimeout(PATIENCE_MS);
        problems = new Problems(context, origin());
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        try {
            problems.assertNone(context.pages());
        } finally {
            liveSessions().forEach(this::endSession);
            context.close();
        }
        Eventually.holds("no session is left", () -> sessions.count() == 0);
        Eventually.holds("no container is left", () -> engine.list().isEmpty());
    }

    /// The story asks for a session that is gone.
    void expectGone(String session) {
        problems.allowNotFound(session);
    }

    /// The page, at its first prompt.
    ReplPage visit() {
        return open().awaitPrompt(1);
    }

    /// The page, in a tab of its own.
    ReplPage open() {
        ReplPage opened = new ReplPage(context.newPage());
        opened.page().navigate("/");
        return opened;
    }

    /// Somebody else's page: it does not know the session that this browser was in last.
    ReplPage openAsAnother() {
        ReplPage opened = new ReplPage(context.newPage());
        opened.page().addInitScript("localStorage.removeItem('swiftlet.session')");
        opened.page().navigate("/");
        return opened;
    }

    /// The same session in a second tab, as when a tab is duplicated.
    ReplPage duplicate(ReplPage original) {
        Page second = context.newPage();
        second.addInitScript("sessionStorage.setItem('swiftlet.session', '%s')".formatted(original.session()));
        second.navigate("/");
        return new ReplPage(second).awaitConnection("live").awaitText(original.text());
    }

    /// The same session in a browser that has none of its files.
    ReplPage openWithoutStoredFiles(ReplPage original) {
        Page second = context.newPage();
        second.addInitScript(
                "sessionStorage.setItem('swiftlet.session', '%s'); localStorage.removeItem('swiftlet.files./')"
                        .formatted(original.session()));
        second.navigate("/");
        return new ReplPage(second).awaitConnection("live");
    }

    void endSession(String id) {
        APIResponse answer =
                context.request().delete("/api/sessions/" + id, fromOurPage().setHeader("X-Swiftlet", "1"));
        if (answer.status() != 204) {
            throw new AssertionError("session %s: %d %s".formatted(id, answer.status(), answer.text()));
        }
    }

    private List<String> liveSessions() {
        String answer = context.request().get("/api/sessions", fromOurPage()).text();
        return ID.matcher(answer).results().map(match -> match.group(1)).toList();
    }

    private RequestOptions fromOurPage() {
        return RequestOptions.create().setHeader("Origin", origin());
    }

    private String origin() {
        return "http://localhost:" + root.getPort();
    }

    private void takePictures(ExtensionContext test) {
        if (test.getExecutionException().isEmpty()) {
            return;
        }
        List<Page> pages = context.pages();
        for (int i = 0; i < pages.size(); i++) {
            String name = "%s.%s.%d.png"
                    .formatted(
                            getClass().getSimpleName(),
                            test.getRequiredTestMethod().getName(),
                            i + 1);
            pages.get(i).screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "browser", name)));
        }
    }
}
