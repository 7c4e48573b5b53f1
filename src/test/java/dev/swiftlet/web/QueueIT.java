package dev.swiftlet.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/// When all sandboxes are in use: real server, real containers, real Swift.
@QuarkusTest
@TestProfile(FewSandboxes.class)
class QueueIT extends ServerUnderTest {
    private static JsonNode place(TestClient client, int wanted) {
        return client.await("queued", message -> message.path("place").asInt() == wanted);
    }

    @Test
    void whoComesLateWaitsInOrderAndHasItsPlaceWhenOneEnds() {
        LiveServer first = createVisitor();
        createVisitor();
        LiveServer third = createVisitor();
        LiveServer fourth = createVisitor();
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
        createVisitor();
        createVisitor();
        LiveServer absent = createVisitor();
        LiveServer present = createVisitor();
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
            createVisitor();
        }
        given().header("Origin", server().toString())
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
