package dev.swiftlet.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;

/// A visitor's HTTP side: creates a session and holds its cookie.
public record LiveServer(URI server, String session, String cookie) {
    public static LiveServer createSession(URI server) {
        Response created = at(server)
                .header("X-Swiftlet", "1")
                .contentType("application/json")
                .body("{}")
                .post("/api/sessions");
        created.then().statusCode(201);
        return new LiveServer(
                server, created.path("id"), created.getHeader("Set-Cookie").split(";", 2)[0]);
    }

    /// A session that starts where a saved one was.
    public LiveServer startFrom(String saved) {
        Response created = post(saved);
        created.then().statusCode(201);
        return new LiveServer(server, created.path("id"), cookie);
    }

    public Response post(String saved) {
        return given().header("Origin", server.toString())
                .header("X-Swiftlet", "1")
                .header("Cookie", cookie)
                .contentType("application/json")
                .body("{\"from\": \"" + saved + "\"}")
                .post("/api/sessions");
    }

    public TestClient open() {
        return TestClient.open(server, session, cookie);
    }

    /// Joins with nothing yet and waits for the first prompt.
    public TestClient joinAtPrompt() {
        return open().join(null).awaitRepl("ready");
    }

    /// Ends the session, if it has not just ended by itself.
    public void end() {
        at(server)
                .header("X-Swiftlet", "1")
                .header("Cookie", cookie)
                .delete("/api/sessions/" + session)
                .then()
                .statusCode(anyOf(is(204), is(404)));
    }

    /// Wants a program run beside the REPL.
    Response postRun(String order) {
        return at(server)
                .header("X-Swiftlet", "1")
                .header("Cookie", cookie)
                .contentType("application/json")
                .body(order)
                .post("/api/sessions/" + session + "/runs");
    }

    /// The same visitor wants another session.
    Response createAnother() {
        return at(server)
                .header("X-Swiftlet", "1")
                .header("Cookie", cookie)
                .contentType("application/json")
                .body("{}")
                .post("/api/sessions");
    }

    /// Ends whatever this visitor has.
    void endAll() {
        at(server)
                .header("Cookie", cookie)
                .get("/api/sessions")
                .jsonPath()
                .getList("id", String.class)
                .forEach(id -> new LiveServer(server, id, cookie).end());
    }

    /// Also a server that is no test's own.
    private static RequestSpecification at(URI server) {
        return given().baseUri(server.toString()).port(server.getPort()).header("Origin", server.toString());
    }
}
