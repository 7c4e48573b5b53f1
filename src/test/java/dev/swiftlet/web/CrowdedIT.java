package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.session.SessionRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whoever uses a session no more makes way for whoever waits; and nobody has more of them than is fair.
@QuarkusTest
@TestProfile(CrowdedIT.OneSandbox.class)
class CrowdedIT {
    /// Short times, since people's are long.
    public static final class OneSandbox implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "swiftlet.sandbox.max", "1",
                    "swiftlet.session.max-per-owner", "2",
                    "swiftlet.session.max-per-address", "3",
                    "swiftlet.session.warning", "2s",
                    "swiftlet.session.crowded-idle-timeout", "3s",
                    "swiftlet.session.crowded-detached-timeout", "8h");
        }
    }

    @TestHTTPResource
    URI root;

    @Inject
    SessionRegistry sessions;

    private URI server() {
        return URI.create("http://localhost:" + root.getPort());
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        Eventually.holds("no session is left", () -> sessions.count() == 0);
    }

    @Test
    void theIdleOneIsWarnedAndMakesWay() {
        LiveServer idle = LiveServer.createSession(server());
        try (TestClient idler = idle.joinAtPrompt()) {
            LiveServer next = LiveServer.createSession(server());
            try (TestClient waits = next.open().join(null)) {
                assertThat(idler.await("idle").path("reapedInSeconds").asInt()).isPositive();
                JsonNode closed = idler.await("closed");
                assertThat(closed.path("reason").asText()).isEqualTo("yielded");
                assertThat(closed.path("message").asText()).contains("somebody else was waiting");
                assertThat(idler.awaitClose()).isEqualTo(4443);

                waits.awaitRepl("ready").type("6 * 7\r").awaitOutput("Int = 42");
            }
            next.end();
        }
    }

    @Test
    void oneOwnerAndOneAddressHaveSoManyAndNoMore() {
        LiveServer first = LiveServer.createSession(server());
        assertThat(first.createAnother().statusCode()).isEqualTo(201);
        var refused = first.createAnother();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isNotNull();
        assertThat(refused.<String>path("type")).isEqualTo("urn:swiftlet:problem:too-many-sessions");
        assertThat(refused.<String>path("detail")).contains("End one of them first");

        LiveServer other = LiveServer.createSession(server());
        var crowded = other.createAnother();
        assertThat(crowded.statusCode()).isEqualTo(429);
        assertThat(crowded.<String>path("detail")).contains("network's address");

        other.end();
        first.endAll();
    }
}
