package dev.swiftlet.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// More come than there are places: the page says who is next, and goes on by itself.
@QuarkusTest
@TestProfile(OnePlace.class)
class QueueBrowserIT extends BrowserStory {
    @Test
    void whoeverWaitsSeesTheirPlaceAndGetsOneWhenItIsFree() {
        ReplPage first = visit();
        ReplPage second = openAsAnother().awaitConnection("live");
        assertThat(second.part("waiting")).containsText("You are next in line");
        assertThat(second.part("waiting")).containsText(Pattern.compile("About|Any moment"));
        ReplPage third = openAsAnother().awaitConnection("live");
        assertThat(third.part("waiting")).containsText("You are 2nd in line");
        assertThat(third.page()).hasTitle("2nd in line · Swiftlet");
        assertThat(third.part("try-again")).isHidden();

        endSession(first.session());
        second.awaitPrompt(1).type("6 * 7\n").awaitText("Int = 42");
        assertThat(second.part("waiting")).isHidden();
        assertThat(third.part("waiting")).containsText("You are next in line");
        assertThat(third.text()).isEmpty();
    }

    @Test
    void placeInTheLineSurvivesAReload() {
        ReplPage first = visit();
        ReplPage second = openAsAnother().awaitConnection("live");
        assertThat(second.part("waiting")).containsText("You are next in line");
        String session = second.session();

        second.page().reload();
        second.awaitConnection("live");
        assertThat(second.part("waiting")).containsText("You are next in line");
        assertThat(second.session()).isEqualTo(session);

        endSession(first.session());
        second.awaitPrompt(1);
    }
}
