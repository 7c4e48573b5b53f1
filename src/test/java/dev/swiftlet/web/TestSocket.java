package dev.swiftlet.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A browser's end of a WebSocket, for tests: keeps the messages that come as text until somebody waits for them.
abstract class TestSocket implements WebSocket.Listener, AutoCloseable {
    /// Ten times what the slowest thing takes here.
    private static final long PATIENCE_SECONDS = 120;

    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<JsonNode> messages = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private int closeCode;

    /// Opens it at a path of the server.
    final void connect(URI server, String cookie, String path) {
        socket = HTTP.newWebSocketBuilder()
                .header("Origin", server.toString())
                .header("Cookie", cookie)
                .subprotocols("swiftlet.v1")
                .buildAsync(URI.create("ws" + server.toString().substring("http".length()) + path), this)
                .join();
    }

    final WebSocket socket() {
        return socket;
    }

    /// A message has come. Called under the lock, before anybody who waits for it goes on.
    void heard(JsonNode message) {}

    /// What has come beside messages, for whoever reads the failure. Called under the lock.
    String beside() {
        return "";
    }

    /// Waits for a message, also one that came before, and takes it and all before it away.
    final JsonNode awaitMessage(String what, Predicate<JsonNode> fits) {
        return locked(() -> {
            awaitUntil(what, () -> messages.stream().anyMatch(fits));
            JsonNode found = messages.stream().filter(fits).findFirst().orElseThrow();
            messages.subList(0, messages.indexOf(found) + 1).clear();
            return found;
        });
    }

    /// Waits for the close.
    ///
    /// @return its code, or -1 if the connection failed
    public final int awaitClose() {
        return locked(() -> {
            awaitUntil("close", () -> closeCode != 0);
            return closeCode;
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
                JsonNode message = parse(partial.toString());
                partial.setLength(0);
                heard(message);
                messages.add(message);
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

    /// Under the lock: something has come.
    final void tell() {
        changed.signalAll();
    }

    /// Under the lock. Once the connection is closed nothing more comes, and nobody waits for it.
    final void awaitUntil(String what, BooleanSupplier met) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!met.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || closeCode != 0) {
                throw new AssertionError(
                        "no %s; messages %s; close code %d%s".formatted(what, messages, closeCode, beside()));
            }
            try {
                changed.awaitNanos(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    final <T> T locked(Supplier<T> task) {
        lock.lock();
        try {
            return task.get();
        } finally {
            lock.unlock();
        }
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
