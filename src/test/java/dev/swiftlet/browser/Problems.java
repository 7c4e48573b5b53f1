package dev.swiftlet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/// What must not happen in any story: an error in the console, a violation of the page's content security policy, a
/// refused request, a request to anybody else.
final class Problems {
    private final List<String> found = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();

    Problems(BrowserContext context, String origin) {
        context.addInitScript("document.addEventListener('securitypolicyviolation', (event) => "
                + "console.error('CSP: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))");
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                found.add(message.type() + " in the console: " + message.text() + " (" + message.location() + ")");
            }
        });
        context.onWebError(error -> found.add("uncaught: " + error.error()));
        context.onRequest(request -> {
            if (!request.url().startsWith(origin + "/") && !request.url().startsWith("blob:" + origin + "/")) {
                found.add("request to elsewhere: " + request.url());
            }
        });
        context.onResponse(response -> {
            if (response.status() >= 400) {
                found.add("%d for %s".formatted(response.status(), response.url()));
            }
        });
    }

    /// Whoever asks for what is gone gets a 404, and browsers put each into the console.
    void allowNotFound(String id) {
        gone.add(id);
    }

    void assertNone(List<Page> pages) {
        // Events are delivered during calls: one to each page fetches its last.
        pages.forEach(Page::title);
        assertThat(found)
                .filteredOn(problem -> !problem.contains("404") || gone.stream().noneMatch(problem::contains))
                .isEmpty();
    }
}
