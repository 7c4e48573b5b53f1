package dev.swiftlet.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// An editor's end of the language socket, for tests.
final class TestEditor implements WebSocket.Listener, AutoCloseable {
    /// Ten times what the slowest thing takes here.
    private static final long PATIENCE_SECONDS = 120;

    private static final int PIECE = 60_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<JsonNode> messages = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private long lastId;
    private int closeCode;

    static TestEditor open(LiveServer visitor) {
        TestEditor editor = new TestEditor();
        String server = visitor.server().toString();
        editor.socket = HTTP.newWebSocketBuilder()
                .header("Origin", server)
                .header("Cookie", visitor.cookie())
                .subprotocols("swiftlet.v1")
                .buildAsync(
                        URI.create("ws%s/ws/sessions/%s/language"
                                .formatted(server.substring("http".length()), visitor.session())),
                        editor)
                .join();
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
        return await("answer to " + method, message -> message.path("id").asLong() == id);
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
        return await(
                "state " + state,
                message -> message.path("method").asText().equals("swiftlet/status")
                        && message.path("params").path("state").asText().equals(state));
    }

    JsonNode awaitDiagnostics(String name, Predicate<JsonNode> fits) {
        return await(
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
            socket.sendBinary(ByteBuffer.wrap(bytes, at, PIECE), true).join();
            at += PIECE;
        }
        socket.sendText(new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8), true)
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

    int awaitClose() {
        return locked(() -> {
            awaitUntil("close", () -> closeCode != 0);
            return closeCode;
        });
    }

    JsonNode await(String what, Predicate<JsonNode> fits) {
        return locked(() -> {
            awaitUntil(what, () -> messages.stream().anyMatch(fits));
            JsonNode found = messages.stream().filter(fits).findFirst().orElseThrow();
            messages.subList(0, messages.indexOf(found) + 1).clear();
            return found;
        });
    }

    /// As if the network failed.
    @Override
    public void close() {
        socket.abort();
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        return locked(() -> {
            partial.append(data);
            if (last) {
                try {
                    messages.add(MAPPER.readTree(partial.toString()));
                } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                    throw new AssertionError(e);
                }
                partial.setLength(0);
                changed.signalAll();
            }
            return null;
        });
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed(-1);
    }

    private void closed(int code) {
        locked(() -> {
            closeCode = code;
            changed.signalAll();
            return null;
        });
    }

    private void awaitUntil(String what, Supplier<Boolean> met) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!met.get()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("no %s; messages %s; close code %d".formatted(what, messages, closeCode));
            }
            try {
                changed.awaitNanos(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private <T> T locked(Supplier<T> task) {
        lock.lock();
        try {
            return task.get();
        } finally {
            lock.unlock();
        }
    }
}
