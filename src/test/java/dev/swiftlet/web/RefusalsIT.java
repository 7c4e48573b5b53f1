package dev.swiftlet.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.swiftlet.sandbox.SandboxEngine;
import dev.swiftlet.session.SessionRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is refused, before any container is made, and in which words.
@QuarkusTest
class RefusalsIT {
    private static final String NOBODY = "00112233445566778899aabbccddeeff";

    @TestHTTPResource
    URI root;

    @Inject
    SessionRegistry sessions;

    @Inject
    SandboxEngine engine;

    private String origin() {
        return "http://localhost:" + root.getPort();
    }

    private RequestSpecification page() {
        return page(origin());
    }

    private RequestSpecification page(String from) {
        return given().header("Origin", from).header("X-Swiftlet", "1").contentType("application/json");
    }

    private RequestSpecification upgrade() {
        return upgrade(origin(), "swiftlet.v1");
    }

    private RequestSpecification upgrade(String from, String subprotocol) {
        return given().header("Origin", from)
                .header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                .header("Sec-WebSocket-Protocol", subprotocol);
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("type", notNullValue())
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("X-Content-Type-Options", "nosniff");
    }

    @AfterEach
    void nothingWasMade() throws Exception {
        assertThat(sessions.count()).isZero();
        assertThat(engine.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "https://evil.example", "http://localhost", "http://localhost.evil.example"})
    void foreignPagesCreateNothing(String foreign) {
        problem(page(foreign).body("{}").post("/api/sessions").then(), 403);
        problem(upgrade(foreign, "swiftlet.v1").get("/ws/sessions/" + NOBODY).then(), 403);
    }

    @Test
    void cookieWithoutOriginCreatesNothing() {
        problem(
                given().header("X-Swiftlet", "1")
                        .header("Cookie", "swiftlet=" + "a".repeat(43))
                        .contentType("application/json")
                        .body("{}")
                        .post("/api/sessions")
                        .then(),
                403);
    }

    @Test
    void twoOriginsAreOneTooMany() {
        problem(
                page().header("Origin", "https://evil.example")
                        .body("{}")
                        .post("/api/sessions")
                        .then(),
                400);
    }

    @Test
    void requestsWithoutTheMarkCreateNothing() {
        problem(
                        given().header("Origin", origin())
                                .contentType("application/json")
                                .body("{}")
                                .post("/api/sessions")
                                .then(),
                        403)
                .body("type", is("urn:swiftlet:problem:missing-header"));
    }

    @Test
    void foreignHostsAreUnknown() {
        problem(given().header("Host", "evil.example").get("/api/toolchains").then(), 403)
                .body("type", is("urn:swiftlet:problem:unknown-host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a b:xx\r\n", "Host: localhost\r\nHost: evil.example\r\n"})
    void aRequestNamesOneHost(String hosts) throws Exception {
        assertThat(raw("GET /api/toolchains HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("A request names one Host.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/toolchains?%zz", "/api/runs?%zz", "/%zz", "/?a=%", "/api/sessions/%f", "/api/runs?a=\\"})
    void malformedAddressesAreSaidToBe(String address) throws Exception {
        assertThat(raw("GET " + address + " HTTP/1.1\r\nHost: localhost:" + root.getPort()
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .contains("The address is malformed");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", root.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void longUrisAreRefused() {
        problem(given().get("/" + "a".repeat(5000)).then(), 414);
    }

    @Test
    void unknownToolchainIsNamed() {
        problem(
                        page().body("{\"toolchain\":\"swift-99\"}")
                                .post("/api/sessions")
                                .then(),
                        400)
                .body("type", is("urn:swiftlet:problem:unknown-toolchain"));
    }

    @Test
    void fieldsOfAnotherTypeAreNamed() {
        problem(page().body("{\"toolchain\":6}").post("/api/sessions").then(), 400)
                .body("type", is("urn:swiftlet:problem:invalid-field"))
                .body("field", is("toolchain"))
                .body("detail", is("toolchain must be a string, not 6."));
        problem(page().body("{\"from\":\"nothing\"}").post("/api/sessions").then(), 404)
                .body("field", is("from"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"role\":\"owner\"}", "{\"toolchain\":{}}", "nonsense"})
    void otherBodiesAreBadRequests(String body) {
        problem(page().body(body).post("/api/sessions").then(), 400);
    }

    @Test
    void otherMediaTypesAreRefused() {
        problem(
                page().contentType("text/plain")
                        .body("{}")
                        .post("/api/sessions")
                        .then(),
                415);
    }

    @Test
    void hugeBodiesAreRefused() {
        problem(
                page().body("{\"toolchain\":\"" + "x".repeat(2_000_000) + "\"}")
                        .post("/api/sessions")
                        .then(),
                413);
    }

    @ParameterizedTest
    @ValueSource(strings = {NOBODY, "short", "..%2f..%2fetc", "00112233445566778899AABBCCDDEEFF"})
    void sessionsOfNobodyAreNotFound(String id) {
        problem(given().urlEncodingEnabled(false).get("/api/sessions/" + id).then(), 404);
        problem(upgrade().urlEncodingEnabled(false).get("/ws/sessions/" + id).then(), 404);
    }

    @Test
    void otherSubprotocolsAreRefused() {
        problem(upgrade(origin(), "other").get("/ws/sessions/" + NOBODY).then(), 400);
    }

    @Test
    void foreignCookieSeesNothing() throws Exception {
        LiveServer visitor = LiveServer.createSession(URI.create(origin()));
        try {
            problem(given().get("/api/sessions/" + visitor.session()).then(), 404);
            problem(upgrade().get("/ws/sessions/" + visitor.session()).then(), 404);
            problem(
                    upgrade()
                            .header("Cookie", "swiftlet=" + "a".repeat(43))
                            .get("/ws/sessions/" + visitor.session())
                            .then(),
                    404);
            given().header("Cookie", visitor.cookie())
                    .get("/api/sessions/" + visitor.session())
                    .then()
                    .statusCode(200);
        } finally {
            visitor.end();
            Eventually.holds(
                    "the session is gone",
                    () -> sessions.count() == 0 && engine.list().isEmpty());
        }
    }
}
