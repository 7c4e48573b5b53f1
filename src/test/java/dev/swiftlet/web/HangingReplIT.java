package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/// A REPL that hangs while it starts: real server, real container.
@QuarkusTest
@TestProfile(HangingRepl.class)
class HangingReplIT extends ServerUnderTest {
    @Test
    void itIsEndedAndPeopleStartAnother() {
        long began = System.nanoTime();
        try (TestClient client = createVisitor().open().join(null)) {
            JsonNode ended = client.await(
                    "repl", message -> message.path("state").asText().equals("ended"));
            System.out.printf(
                    "measured a REPL that hangs: ended after %d ms%n", (System.nanoTime() - began) / 1_000_000);
            assertThat(ended.path("exit").path("noPrompt").asBoolean()).isTrue();
            assertThat(ended.path("exit").path("signal").isNull()).isTrue();

            client.send("{\"type\":\"restart\",\"replay\":true}").awaitRepl("ready");
        }
    }
}
