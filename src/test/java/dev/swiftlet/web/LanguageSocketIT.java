package dev.swiftlet.web;

import static dev.swiftlet.web.TestEditor.at;
import static dev.swiftlet.web.TestEditor.uri;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.sandbox.SandboxEngine;
import dev.swiftlet.session.SessionRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An editor and the real sourcekit-lsp in a real container.
@QuarkusTest
class LanguageSocketIT {
    private static final String MAIN =
            "import Foundation\nlet b = Bird(name: \"x\")\nprint(b.fly(by: 3), Date())\nfunc f() {\n  let q = 5\n}\n";
    private static final String BIRD =
            "struct Bird {\n    let name: String\n    func fly(by km: Int) -> Int { km * 2 }\n}\n";
    /// As a stranger would: finds it among the processes of its own user.
    private static final String KILL = """
            import Glibc
            for p in 2...2000 {
                if let f = fopen("/proc/\\(p)/cmdline", "r") {
                    var b = [CChar](repeating: 0, count: 200)
                    fread(&b, 1, 199, f)
                    fclose(f)
                    if String(cString: b).hasSuffix("sourcekit-lsp") { print("killed", kill(pid_t(p), 9)) }
                }
            }
            """;

    @TestHTTPResource
    URI root;

    @Inject
    SessionRegistry sessions;

    @Inject
    SandboxEngine engine;

    private LiveServer visitor;

    private URI server() {
        return URI.create("http://localhost:" + root.getPort());
    }

    private TestEditor editor() {
        if (visitor == null) {
            visitor = LiveServer.createSession(server());
        }
        return TestEditor.open(visitor);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        if (visitor != null && sessions.count() > 0) {
            visitor.end();
        }
        Eventually.holds("no session is left", () -> sessions.count() == 0);
        Eventually.holds("no container is left", () -> engine.list().isEmpty());
    }

    @Test
    void understandsSwiftAcrossFiles() {
        try (TestEditor editor = editor()) {
            visitor.joinAtPrompt().close();
            long start = System.nanoTime();
            editor.begin();
            say("ready after", start);
            editor.openFile("main.swift", MAIN).openFile("bird.swift", BIRD);
            JsonNode warning = editor.awaitDiagnostics(
                    "main.swift",
                    all -> all.toString().contains("never used")
                            && !all.toString().contains("Cannot"));
            say("first diagnostics after", start);

            assertThat(warning.get(0).path("codeActions").get(0).toString()).contains("Replace 'let q' with '_'");
            completes(editor);
            assertThat(editor.ask("textDocument/hover", at("main.swift", 1, 8, ""))
                            .toString())
                    .contains("struct Bird");
            JsonNode definition = editor.ask("textDocument/definition", at("main.swift", 2, 9, ""));
            assertThat(definition.get(0).path("uri").asText()).isEqualTo(uri("bird.swift"));
            assertThat(definition
                            .get(0)
                            .path("range")
                            .path("start")
                            .path("line")
                            .asInt())
                    .isEqualTo(2);
            JsonNode renamed = editor.ask("textDocument/rename", at("main.swift", 1, 4, ",\"newName\":\"birdie\""));
            assertThat(renamed.path("changes").path(uri("main.swift"))).hasSize(2);
            formats(editor);
            assertThat(editor.ask(
                                    "textDocument/codeAction",
                                    "{\"textDocument\":{\"uri\":\"%s\"},\"range\":%s,\"context\":{\"diagnostics\":[]}}"
                                            .formatted(
                                                    uri("bird.swift"),
                                                    "{\"start\":{\"line\":0,\"character\":8},\"end\":{\"line\":0,\"character\":8}}"))
                            .toString())
                    .contains("\"edit\"");
        }
    }

    private static void completes(TestEditor editor) {
        editor.say(
                "textDocument/didChange",
                "{\"textDocument\":{\"uri\":\"%s\",\"version\":1},\"contentChanges\":[{\"range\":%s,\"text\":\"b.\"}]}"
                        .formatted(
                                uri("main.swift"),
                                "{\"start\":{\"line\":6,\"character\":0},\"end\":{\"line\":6,\"character\":0}}"));
        for (int round = 1; round <= 3; round++) {
            long start = System.nanoTime();
            JsonNode items = editor.ask("textDocument/completion", at("main.swift", 6, 2, ""));
            say("completion %d after".formatted(round), start);
            assertThat(items.path("items").toString()).contains("fly(by: Int)", "name");
        }
        completesWhatTheOtherFileJustGot(editor);
        editor.say(
                "textDocument/didChange",
                "{\"textDocument\":{\"uri\":\"%s\",\"version\":2},\"contentChanges\":[{\"range\":%s,\"text\":\"\"}]}"
                        .formatted(
                                uri("main.swift"),
                                "{\"start\":{\"line\":6,\"character\":0},\"end\":{\"line\":6,\"character\":2}}"));
    }

    private static void completesWhatTheOtherFileJustGot(TestEditor editor) {
        editor.say(
                "textDocument/didChange",
                "{\"textDocument\":{\"uri\":\"%s\",\"version\":1},\"contentChanges\":[{\"range\":%s,\"text\":\"%s\"}]}"
                        .formatted(
                                uri("bird.swift"),
                                "{\"start\":{\"line\":3,\"character\":0},\"end\":{\"line\":3,\"character\":0}}",
                                "    func sing() {}\\n"));
        long start = System.nanoTime();
        JsonNode items = editor.ask("textDocument/completion", at("main.swift", 6, 2, ""));
        say("completion with the other file's change after", start);
        assertThat(items.path("items").toString()).contains("sing()", "fly(by: Int)");
    }

    private static void formats(TestEditor editor) {
        JsonNode edits = editor.ask(
                "textDocument/formatting",
                "{\"textDocument\":{\"uri\":\"%s\"},\"options\":{\"tabSize\":4,\"insertSpaces\":true}}"
                        .formatted(uri("main.swift")));
        assertThat(edits).isNotEmpty();
    }

    @Test
    void comesBackWhenItIsKilled() {
        try (TestEditor editor = editor();
                TestClient repl = visitor.joinAtPrompt()) {
            editor.begin();
            repl.submit(KILL).awaitOutput("killed 0");

            assertThat(editor.awaitState("starting")
                            .path("params")
                            .path("reason")
                            .asText())
                    .isEqualTo("ended");
            editor.begin().openFile("main.swift", "let x: Int = \"\"\n");
            editor.awaitDiagnostics("main.swift", all -> all.toString().contains("Cannot convert"));
        }
    }

    @Test
    void theLaterEditorHasItAndFindsItRunning() {
        try (TestEditor first = editor()) {
            first.begin().openFile("main.swift", "let x = y\n");
            first.awaitDiagnostics("main.swift", all -> !all.isEmpty());
            long start = System.nanoTime();
            try (TestEditor later = editor()) {
                first.awaitState("elsewhere");
                assertThat(first.awaitClose()).isEqualTo(4409);
                later.begin().openFile("main.swift", "let x = z\n");
                later.awaitDiagnostics("main.swift", all -> all.toString().contains("'z'"));
                say("diagnostics for a later editor after", start);
            }
        }
    }

    @Test
    void longTextsArriveInPiecesAndTooLongOnesNotAtAll() {
        try (TestEditor editor = editor()) {
            editor.begin().openFile("main.swift", "// %s\nlet x = y\n".formatted("x".repeat(250_000)));
            editor.awaitDiagnostics("main.swift", all -> all.toString().contains("'y'"));
            assertThat(editor.sendUntilClosed("x".repeat(1_100_000))).isIn(1009, -1);
        }
        try (TestEditor again = editor()) {
            again.begin().openFile("main.swift", "let x = y\n");
            again.awaitDiagnostics("main.swift", all -> all.toString().contains("'y'"));
        }
    }

    @Test
    void whoeverBreaksTheRulesIsLetGoAndTheReplGoesOn() {
        try (TestEditor editor = editor();
                TestClient repl = visitor.joinAtPrompt()) {
            editor.begin();
            assertThat(editor.answer("workspace/executeCommand", "{\"command\":\"semantic.refactor.command\"}")
                            .path("error")
                            .path("code")
                            .asInt())
                    .isEqualTo(-32601);
            assertThat(editor.answer("textDocument/hover", "{\"textDocument\":{\"uri\":\"file:///etc/passwd\"}}")
                            .has("error"))
                    .isTrue();
            for (int i = 0; i < 8; i++) {
                editor.sendRaw("[".repeat(5000));
            }
            assertThat(editor.sendUntilClosed("{}")).isEqualTo(1008);
            repl.type("6 * 7\r").awaitOutput("Int = 42");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "https://evil.example", "http://localhost"})
    void foreignPagesAreRefused(String foreign) {
        editor().close();
        upgrade(foreign, visitor.cookie(), "swiftlet.v1").then().statusCode(403);
    }

    @Test
    void othersSessionsAreNotFound() {
        editor().close();
        upgrade(server().toString(), "swiftlet=" + "a".repeat(43), "swiftlet.v1")
                .then()
                .statusCode(404);
        upgrade(server().toString(), "", "swiftlet.v1").then().statusCode(404);
        upgrade(server().toString(), visitor.cookie(), "other").then().statusCode(400);
    }

    private io.restassured.response.Response upgrade(String origin, String cookie, String subprotocol) {
        RequestSpecification request = given().header("Origin", origin)
                .header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                .header("Sec-WebSocket-Protocol", subprotocol)
                .header("Cookie", cookie);
        return request.get("/ws/sessions/" + visitor.session() + "/language");
    }

    private static void say(String what, long start) {
        System.out.printf("measured language: %s %.0f ms%n", what, (System.nanoTime() - start) / 1e6);
    }
}
