package dev.swiftlet.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/// An editor's end of the language socket, for tests.
final class TestEditor extends TestSocket {
    private static final int PIECE = 60_000;

    private long lastId;

    static TestEditor open(LiveServer visitor) {
        TestEditor editor = new TestEditor();
        editor.connect(visitor.server(), visitor.cookie(), "/ws/sessions/%s/language".formatted(visitor.session()));
        return editor;
    }

    /// Waits until it is ready and begins.
    TestEditor begin() {
        awaitState("ready");
        ask("initialize", "{}");
        return say("initialized", "{}");
    }

    TestEditor openFile(String name, String text) {
        ObjectNode params = MAPPER.createObjectNode();
        params.putObject("textDocument")
                .put("uri", uri(name))
                .put("languageId", "swift")
                .put("version", 0)
                .put("text", text);
        return say("textDocument/didOpen", params.toString());
    }

    TestEditor say(String method, String params) {
        return sendRaw("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}".formatted(method, params));
    }

    /// Asks and waits for the answer's result.
    JsonNode ask(String method, String params) {
        JsonNode answer = answer(method, params);
        if (answer.has("error")) {
            throw new AssertionError(answer.toString());
        }
        return answer.path("result");
    }

    JsonNode answer(String method, String params) {
        long id = ++lastId;
        sendRaw("{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, params));
        return awaitMessage("answer to " + method, message -> message.path("id").asLong() == id);
    }

    /// At a place in a file.
    static String at(String name, int line, int character, String more) {
        return "{\"textDocument\":{\"uri\":\"%s\"},\"position\":{\"line\":%d,\"character\":%d}%s}"
                .formatted(uri(name), line, character, more);
    }

    static String uri(String name) {
        return "file:///tmp/editor/" + name;
    }

    JsonNode awaitState(String state) {
        return awaitMessage(
                "state " + state,
                message -> message.path("method").asText().equals("swiftlet/status")
                        && message.path("params").path("state").asText().equals(state));
    }

    JsonNode awaitDiagnostics(String name, Predicate<JsonNode> fits) {
        return awaitMessage(
                        "diagnostics of " + name,
                        message -> message.path("params").path("uri").asText().equals(uri(name))
                                && fits.test(message.path("params").path("diagnostics")))
                .path("params")
                .path("diagnostics");
    }

    TestEditor sendRaw(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        // Beginnings are binary frames; the end, here of one byte characters only, is a text frame.
        while (bytes.length - at > PIECE) {
            socket().sendBinary(ByteBuffer.wrap(bytes, at, PIECE), true).join();
            at += PIECE;
        }
        socket().sendText(new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8), true)
                .join();
        return this;
    }

    /// Sends what the server will not take, and waits for the close.
    int sendUntilClosed(String message) {
        try {
            sendRaw(message);
        } catch (RuntimeException e) {
            // The connection may be gone before all of it is sent.
        }
        return awaitClose();
    }
}
