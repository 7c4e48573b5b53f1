package dev.swiftlet.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.sandbox.Instance;
import dev.swiftlet.sandbox.SandboxEngine;
import dev.swiftlet.session.Participant;
import dev.swiftlet.session.SessionId;
import dev.swiftlet.session.SessionRegistry;
import dev.swiftlet.session.SessionStore;
import dev.swiftlet.session.SessionStore.Entry;
import dev.swiftlet.session.SessionStore.Live;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a session left, over HTTP: for its owner, and for nobody else.
@QuarkusTest
class SavedSessionsIT {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00.123Z");

    @TestHTTPResource
    URI root;

    @Inject
    SessionStore store;

    @Inject
    SessionRegistry sessions;

    @Inject
    SandboxEngine engine;

    @Inject
    Instance instance;

    @Inject
    ServerConfig server;

    private final String secret = Participant.createSecret();

    private String origin() {
        return "http://localhost:" + root.getPort();
    }

    private RequestSpecification mine() {
        return owner("swiftlet=" + secret);
    }

    private RequestSpecification others() {
        return owner("swiftlet=" + Participant.createSecret());
    }

    private RequestSpecification owner(String cookie) {
        return given().header("Origin", origin())
                .header("X-Swiftlet", "1")
                .header("Cookie", cookie)
                .contentType("application/json");
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("status", equalTo(status))
                .body("type", notNullValue())
                .body("detail", notNullValue())
                .header("Cache-Control", "no-store");
    }

    private String saved(int ended) {
        SessionId id = SessionId.create();
        store.create(new Live(id, Participant.of(secret, instance.key()), "swift-6.0", START, null));
        store.putEntry(id, new Entry(1, 1, 1, "print(\"<ü>\")", "<ü>"));
        store.putEntry(id, new Entry(2, 1, 2, "x", "error: cannot find 'x'", true));
        store.putFiles(id, Map.of("main.swift", "let x = 1\n"));
        store.putTranscript(
                id, "\u001b[1m  1>\u001b[0m print(\"<ü>\")\r\n<ü>\r\n".getBytes(StandardCharsets.UTF_8), 100);
        store.end(id, START.plusSeconds(ended), CloseReason.IDLE, "Nobody used it.");
        return id.value();
    }

    @Test
    void theOwnerFindsThemNewestFirst() {
        String older = saved(10);
        String newer = saved(20);
        mine().get("/api/saved")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("size()", is(2))
                .body("id", equalTo(List.of(newer, older)))
                .body("[1].toolchain.id", is("swift-6.0"))
                .body("[1].toolchain.label", is("Swift 6.0"))
                .body("[1].createdAt", is("2026-11-22T10:00:00.123Z"))
                .body("[1].endedAt", is("2026-11-22T10:00:10.123Z"))
                .body("[1].reason", is("idle"))
                .body("[1].entries", is(2));
        others().get("/api/saved").then().statusCode(200).body("size()", is(0));
        given().get("/api/saved").then().statusCode(200).body("size()", is(0));
    }

    @Test
    void theOwnerLooksAtOneAndDeletesIt() {
        String id = saved(10);
        mine().get("/api/saved/" + id)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("id", is(id))
                .body("message", is("Nobody used it."))
                .body("reason", is("idle"))
                .body("entries.size()", is(2))
                .body("entries[0].line", is(1))
                .body("entries[0].text", is("print(\"<ü>\")"))
                .body("entries[0].output", is("<ü>"))
                .body("entries[0].failed", is(false))
                .body("entries[1].output", is("error: cannot find 'x'"))
                .body("entries[1].failed", is(true))
                .body("files", equalTo(Map.of("main.swift", "let x = 1\n")));
        mine().get("/api/sessions/" + id + "/files")
                .then()
                .statusCode(200)
                .body("files", equalTo(Map.of("main.swift", "let x = 1\n")));

        mine().delete("/api/saved/" + id).then().statusCode(204);

        problem(mine().get("/api/saved/" + id).then(), 404);
        problem(mine().delete("/api/saved/" + id).then(), 404);
    }

    @Test
    void theTranscriptIsAFileOfText() {
        String id = saved(10);
        String text = mine().get("/api/saved/" + id + "/transcript")
                .then()
                .statusCode(200)
                .header("Content-Type", is("text/plain;charset=UTF-8"))
                .header("Content-Disposition", "attachment; filename=\"swiftlet-" + id.substring(0, 8) + ".txt\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .extract()
                .asString();
        assertThat(text).isEqualTo("  1> print(\"<ü>\")\n<ü>\n");
    }

    @Test
    void othersFindNothing() {
        String id = saved(10);
        for (String path : new String[] {"", "/transcript"}) {
            problem(others().get("/api/saved/" + id + path).then(), 404);
            problem(given().get("/api/saved/" + id + path).then(), 404);
        }
        problem(others().get("/api/sessions/" + id + "/files").then(), 404);
        problem(others().delete("/api/saved/" + id).then(), 404);
        problem(
                others().body("{\"files\":{}}")
                        .put("/api/sessions/" + id + "/files")
                        .then(),
                404);
        mine().get("/api/saved/" + id).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "..%2f..%2fetc", "00112233445566778899AABBCCDDEEFF"})
    void otherIdsAreNotFound(String id) {
        problem(mine().urlEncodingEnabled(false).get("/api/saved/" + id).then(), 404);
        problem(
                mine().urlEncodingEnabled(false)
                        .get("/api/sessions/" + id + "/files")
                        .then(),
                404);
    }

    @Test
    void foreignPagesAndRequestsWithoutTheMarkChangeNothing() {
        String id = saved(10);
        for (RequestSpecification foreign : new RequestSpecification[] {
            given().header("Origin", "https://evil.example").header("X-Swiftlet", "1"),
            given().header("Origin", origin()),
            given().header("X-Swiftlet", "1")
        }) {
            foreign.header("Cookie", "swiftlet=" + secret).contentType("application/json");
            problem(foreign.delete("/api/saved/" + id).then(), 403);
            problem(
                    foreign.body("{\"files\":{}}")
                            .put("/api/sessions/" + id + "/files")
                            .then(),
                    403);
        }
        mine().get("/api/saved/" + id).then().statusCode(200);
    }

    @Test
    void filesOfALiveSession() throws Exception {
        LiveServer visitor = LiveServer.createSession(URI.create(origin()));
        String path = "/api/sessions/" + visitor.session() + "/files";
        try {
            keep(visitor);
            owner(visitor.cookie()).get(path).then().statusCode(200).body("files", equalTo(Map.of()));
            owner(visitor.cookie())
                    .body("{\"files\":{\"main.swift\":\"let ü = \\\"\\\\u{1}\\\"\"}}")
                    .put(path)
                    .then()
                    .statusCode(204)
                    .header("Cache-Control", "no-store");
            owner(visitor.cookie())
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("files", equalTo(Map.of("main.swift", "let ü = \"\\u{1}\"")));
            problem(others().get(path).then(), 404);
            problem(others().body("{\"files\":{}}").put(path).then(), 404);

            for (String bad : new String[] {
                "",
                "{",
                "[]",
                "null",
                "{\"files\":null}",
                "{\"files\":{\"a.swift\":null}}",
                "{\"files\":{\"a.swift\":{}}}",
                "{\"files\":{},\"role\":\"owner\"}",
                "{\"files\":{\"a/b.swift\":\"\"}}",
                "{\"files\":{\"\":\"\"}}",
                "{\"files\":{\".\":\"\"}}",
                "{\"files\":{\"..\":\"\"}}",
                "{\"files\":{\"a.swift\":\"1\",\"a.swift\":\"2\"}}"
            }) {
                problem(owner(visitor.cookie()).body(bad).put(path).then(), 400);
            }
            for (String text : new String[] {"1", "\"\\ud800\"", "\"\\u0000\"", "null"}) {
                problem(
                                owner(visitor.cookie())
                                        .body("{\"files\":{\"main.swift\":" + text + "}}")
                                        .put(path)
                                        .then(),
                                400)
                        .body("type", is("urn:swiftlet:problem:invalid-field"))
                        .body("field", is("files.main.swift"));
            }
            problem(
                            owner(visitor.cookie())
                                    .body("{\"files\":{\"a.swift\":\"" + "x".repeat(300_000) + "\"}}")
                                    .put(path)
                                    .then(),
                            413)
                    .body("type", is("urn:swiftlet:problem:too-large"))
                    .body("field", is("files.a.swift"));
            problem(
                    owner(visitor.cookie())
                            .body("{\"files\":{\"a.swift\":\"" + "x".repeat(2_000_000) + "\"}}")
                            .put(path)
                            .then(),
                    413);
            problem(
                    owner(visitor.cookie())
                            .contentType("text/plain")
                            .body("{}")
                            .put(path)
                            .then(),
                    415);
        } finally {
            visitor.end();
            Eventually.holds(
                    "the session is gone",
                    () -> sessions.count() == 0 && engine.list().isEmpty());
        }
    }

    @Test
    void whoeverIsToldThatItIsSavedFindsIt() throws Exception {
        LiveServer visitor = LiveServer.createSession(URI.create(origin()));
        try (TestClient client = visitor.joinAtPrompt()) {
            owner(visitor.cookie())
                    .body("{\"files\":{\"main.swift\":\"let x = 1\"}}")
                    .put("/api/sessions/" + visitor.session() + "/files")
                    .then()
                    .statusCode(204);
            visitor.end();
            assertThat(client.await("closed").path("saved").asBoolean()).isTrue();

            owner(visitor.cookie())
                    .get("/api/saved/" + visitor.session())
                    .then()
                    .statusCode(200)
                    .body("files", equalTo(Map.of("main.swift", "let x = 1")));
            owner(visitor.cookie()).get("/api/saved").then().body("id", equalTo(List.of(visitor.session())));
        }
        Eventually.holds(
                "the session is gone",
                () -> sessions.count() == 0 && engine.list().isEmpty());
    }

    /// Whoever creates sessions keeps them.
    private void keep(LiveServer visitor) {
        SessionId id = new SessionId(visitor.session());
        Participant owner = Participant.of(visitor.cookie().split("=", 2)[1], instance.key());
        if (store.listLive().stream().noneMatch(live -> live.id().equals(id))) {
            store.create(new Live(id, owner, "swift-6.0", START, null));
        }
    }

    @Test
    void theFileIsItsOwnersOnly() throws Exception {
        Path file = server.dataDir().resolve("swiftlet.mv.db");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
