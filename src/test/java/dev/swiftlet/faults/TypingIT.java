package dev.swiftlet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.web.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Somebody types while the connection fails again and again: each key arrives once, whatever was sent twice.
@QuarkusTest
class TypingIT extends LiveSession {
    private static final long SEED = 20261122;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int TEXT_LENGTH = 300;

    private final Random random = new Random(SEED);

    @Test
    void eachKeyIsAppliedOnceThroughConnectionsThatFailAnywhere() throws Exception {
        int wanted = Measured.times(100, 1000);
        long began = System.nanoTime();
        int cuts = 0;
        int entries = 0;
        try (TestClient witness = visitor.joinAtPrompt();
                Page page = Page.at(visitor, witness.offset())) {
            page.connect(Long.MAX_VALUE);
            page.readHello();
            while (cuts < wanted) {
                String entry = "// " + randomText();
                cuts += typeThroughCuts(page, entry);
                entries++;
                JsonNode accepted = witness.await("accepted");
                assertThat(accepted.path("text").asText()).isEqualTo(entry);
            }
            Measured.say("typing: %d connections lost within %d entries in %.1f s, %d frames sent again, 0 keys wrong"
                    .formatted(cuts, entries, Measured.secondsSince(began), page.resent()));
        }
    }

    /// @return how often the connection was lost
    private int typeThroughCuts(Page page, String entry) throws IOException {
        int cuts = 0;
        int at = 0;
        while (at < entry.length()) {
            int next = Math.min(entry.length(), at + 1 + random.nextInt(8));
            String keys = entry.substring(at, next);
            at = next;
            switch (random.nextInt(4)) {
                case 0 -> {
                    page.typePart(keys, random.nextInt(keys.length() + 10));
                    reconnect(page);
                    cuts++;
                }
                case 1 -> {
                    page.type(keys);
                    reconnect(page);
                    cuts++;
                }
                default -> page.type(keys);
            }
        }
        page.type("\r");
        assertThat(page.readConfirmed()).isTrue();
        return cuts;
    }

    private void reconnect(Page page) throws IOException {
        page.cut();
        page.connect(Long.MAX_VALUE);
        assertThat(page.readHello()).isTrue();
    }

    private String randomText() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < TEXT_LENGTH; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    @Test
    void aConnectionThatWasReplacedDeliversNothingMore() throws Exception {
        try (TestClient witness = visitor.joinAtPrompt();
                Page page = Page.at(visitor, 0)) {
            page.connect(Long.MAX_VALUE);
            page.readHello();
            page.type("// once ");
            byte[] late = RawSocket.inputFrame(2, "LATE");
            RawSocket former = page.socket();
            former.send(late, 0, late.length / 2);

            page.connect(Long.MAX_VALUE);
            page.readHello();
            sendAnyway(former, late, late.length / 2);
            sendAnyway(former, RawSocket.inputFrame(3, "LATER"), 0);
            page.type("upon a time\r");

            assertThat(witness.await("accepted").path("text").asText()).isEqualTo("// once upon a time");
            former.close();
        }
    }

    private static void sendAnyway(RawSocket former, byte[] frame, int from) {
        try {
            former.send(frame, from, frame.length);
        } catch (IOException e) {
            // closed already
        }
    }
}
