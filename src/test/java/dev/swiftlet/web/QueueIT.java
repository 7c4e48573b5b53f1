package dev.swiftlet.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.sandbox.SandboxEngine;
import dev.swiftlet.sandbox.SandboxSource;
import dev.swiftlet.session.SessionRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// When all sandboxes are in use: real server, real containers, real Swift.
@QuarkusTest
@TestProfile(FewSandboxes.class)
class QueueIT {
    @TestHTTPResource
    URI root;

    @Inject
    SessionRegistry sessions;

    @Inject
    SandboxEngine engine;

    @Inject
    SandboxSource sandboxes;

    private final List<LiveServer> visitors = new ArrayList<>();

    private LiveServer visitor() {
        LiveServer visitor = LiveServer.createSession(URI.create("http://localhost:" + root.getPort()));
        visitors.add(visitor);
        return visitor;
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        visitors.reversed().forEach(LiveServer::end);
        Eventually.holds("no session is left", () -> sessions.count() == 0);
        Eventually.holds("no container is left", () -> engine.list().isEmpty());
        Eventually.holds("no permit is held", () -> sandboxes.permits().held() == 0);
        assertThat(sessions.waiting()).isZero();
    }

    private static JsonNode place(TestClient client, int wanted) {
        return client.await("queued", message -> message.path("place").asInt() == wanted);
    }

    @Test
    void whoComesLateWaitsInOrderAndHasItsPlaceWhenOneEnds() {
        LiveServer first = visitor();
        visitor();
        LiveServer third = visitor();
        LiveServer fourth = visitor();
        try (TestClient waits = third.open().join(null);
                TestClient after = fourth.open().join(null)) {
            assertThat(place(waits, 1).path("estimateSeconds").asInt()).isPositive();
            place(after, 2);

            first.end();

            waits.await("queued", message -> message.path("place").isNull());
            place(after, 1);
            waits.awaitRepl("ready").type("6 * 7\r").awaitOutput("Int = 42");

            third.end();
            after.awaitRepl("ready").type("6 * 7\r").awaitOutput("Int = 42");
        }
    }

    @Test
    void whoIsNotThereLeavesTheLine() throws Exception {
        visitor();
        visitor();
        LiveServer absent = visitor();
        LiveServer present = visitor();
        try (TestClient waits = present.open().join(null)) {
            place(waits, 2);
            place(waits, 1);
            Eventually.holds("the absent one is gone", () -> sessions.waiting() == 1);
            given().header("Cookie", absent.cookie())
                    .get("/api/sessions/" + absent.session())
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void theLineIsBounded() {
        for (int i = 0; i < 4; i++) {
            visitor();
        }
        given().header("Origin", "http://localhost:" + root.getPort())
                .header("X-Swiftlet", "1")
                .contentType("application/json")
                .body("{}")
                .post("/api/sessions")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:swiftlet:problem:busy"));
    }
}
