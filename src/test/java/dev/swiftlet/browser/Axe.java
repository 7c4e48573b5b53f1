package dev.swiftlet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Looks for what keeps people out: axe-core, run in the page itself.
final class Axe {
    private static final String SOURCE = read(Path.of("web", "node_modules", "axe-core", "axe.min.js"));

    private Axe() {}

    /// @param state what the page shows, for whoever reads the failure
    static void assertNoViolation(Page page, String state) {
        page.evaluate(SOURCE);
        List<?> violations = (List<?>) page.evaluate("""
                async () => {
                  // What fades in or out has not its colours yet; a cursor that blinks never ends.
                  const ending = document.getAnimations()
                    .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
                  await Promise.all(ending.map((each) => each.finished.catch(() => undefined)));
                  const { violations, passes } = await axe.run(document, { resultTypes: ["violations"] });
                  if (passes.length === 0) return ["nothing was looked at"];
                  return violations.flatMap(({ id, nodes }) =>
                    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`));
                }""");
        assertThat(violations).as(state).isEmpty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
