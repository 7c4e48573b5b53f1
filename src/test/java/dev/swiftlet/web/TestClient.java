package dev.swiftlet.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A browser's end of a session's socket, for tests: a real WebSocket that counts its bytes as the page does.
public final class TestClient extends TestSocket {
    private static final int KEPT_TEXT = 64 * 1024;
    private static final String WHOLE_PROMPT_END = "> \u001b[0m\u001b[6G";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private final boolean reading;
    private final String sender = UUID.randomUUID().toString();
    private int sequence;
    private volatile int bytesPerSecond;
    private boolean keeping = true;
    /// The last bytes, with their escape sequences.
    private String tail = "";
    private long offset;
    private int snapshotLeft;
    private long skipped;

    private TestClient(boolean reading) {
        this.reading = reading;
    }

    /// Opens a socket and sends nothing.
    public static TestClient open(URI server, String session, String cookie) {
        return open(server, session, cookie, true);
    }

    /// Opens a socket that takes nothing off the network until [#readOn].
    public static TestClient openWithoutReading(URI server, String session, String cookie) {
        return open(server, session, cookie, false);
    }

    private static TestClient open(URI server, String session, String cookie, boolean reading) {
        TestClient client = new TestClient(reading);
        client.connect(server, cookie, "/ws/sessions/" + session);
        return client;
    }

    public TestClient join(Long wanted) {
        return send("{\"type\":\"join\",\"offset\":%s,\"sender\":\"%s\",\"size\":{\"cols\":80,\"rows\":24}}"
                .formatted(wanted, sender));
    }

    public TestClient send(String message) {
        socket().sendText(message, true).join();
        return this;
    }

    public TestClient submit(String code) {
        return send(MAPPER.createObjectNode()
                .put("type", "submit")
                .put("sequence", ++sequence)
                .put("text", code)
                .toString());
    }

    public TestClient type(String keys) {
        return typeBytes(keys.getBytes(StandardCharsets.UTF_8));
    }

    public TestClient typeBytes(byte[] bytes) {
        socket().sendBinary(numbered(bytes), true).join();
        return this;
    }

    /// Sends what the server will not take, and waits for the close.
    public int typeUntilClosed(byte[] bytes) {
        var _ = socket().sendBinary(numbered(bytes), true);
        return awaitClose();
    }

    private ByteBuffer numbered(byte[] bytes) {
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(++sequence)
                .put(bytes)
                .flip();
    }

    /// Waits for a message of this type, also one that came before, and takes it and all before it away.
    public JsonNode await(String type) {
        return await(type, _ -> true);
    }

    public JsonNode await(String type, Predicate<JsonNode> fits) {
        return awaitMessage(
                "message " + type, message -> message.path("type").asText().equals(type) && fits.test(message));
    }

    public TestClient awaitRepl(String state) {
        await("repl", message -> message.path("state").asText().equals(state));
        return this;
    }

    /// Waits until this text is in the output after the last text that was waited for, without its escape sequences.
    public TestClient awaitOutput(String wanted) {
        return locked(() -> {
            awaitUntil("output " + wanted, () -> plain().contains(wanted));
            dropThrough(wanted);
            return this;
        });
    }

    /// The same for whichever of two comes.
    ///
    /// @return whether it is the first
    public boolean awaitEither(String first, String second) {
        return locked(() -> {
            awaitUntil("output " + first + " or " + second, () -> plain().contains(first) || plain().contains(second));
            boolean isFirst = plain().contains(first);
            dropThrough(isFirst ? first : second);
            return isFirst;
        });
    }

    private void dropThrough(String wanted) {
        String all = plain();
        text.setLength(0);
        text.append(all.substring(all.indexOf(wanted) + wanted.length()));
    }

    public long offset() {
        return locked(() -> offset);
    }

    /// Waits until nothing follows the prompt: LLDB draws it twice, and is `ready` after the first.
    public TestClient awaitWholePrompt() {
        return locked(() -> {
            awaitUntil("the whole prompt", () -> tail.endsWith(WHOLE_PROMPT_END));
            return this;
        });
    }

    public void awaitOffset(long wanted) {
        locked(() -> {
            awaitUntil("offset " + wanted, () -> offset >= wanted && snapshotLeft == 0);
            return null;
        });
    }

    public long skipped() {
        return locked(() -> skipped);
    }

    /// All binary bytes so far.
    public byte[] bytes() {
        return locked(output::toByteArray);
    }

    /// Keeps no more of the output than what is waited for: for floods.
    public TestClient forgetOutput() {
        return locked(() -> {
            keeping = false;
            output.reset();
            return this;
        });
    }

    /// A client that was opened without reading takes so many bytes a second.
    public TestClient readSlowly(int rate) {
        bytesPerSecond = rate;
        socket().request(1);
        return this;
    }

    private void readNext(int length) {
        int rate = bytesPerSecond;
        if (rate > 0) {
            long nanos = TimeUnit.SECONDS.toNanos(length) / rate;
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(() -> socket().request(1));
        }
    }

    public void readOn() {
        bytesPerSecond = 0;
        socket().request(Long.MAX_VALUE);
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reading) {
            opened.request(Long.MAX_VALUE);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        readNext(data.length());
        return super.onText(from, data, last);
    }

    @Override
    void heard(JsonNode message) {
        if (message.path("type").asText().equals("stream")) {
            offset = message.path("offset").asLong();
            snapshotLeft = message.path("snapshot").asInt();
            skipped += message.path("skipped").asLong();
        }
    }

    @Override
    String beside() {
        return "; output: " + plain();
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        readNext(bytes.length);
        locked(() -> {
            if (keeping) {
                output.writeBytes(bytes);
            }
            String piece = new String(bytes, StandardCharsets.ISO_8859_1);
            tail = (tail + piece).substring(Math.max(0, tail.length() + piece.length() - WHOLE_PROMPT_END.length()));
            text.append(piece);
            if (text.length() > 2 * KEPT_TEXT) {
                text.delete(0, text.length() - KEPT_TEXT);
            }
            int snapshot = Math.min(snapshotLeft, bytes.length);
            snapshotLeft -= snapshot;
            offset += bytes.length - snapshot;
            tell();
            return null;
        });
        return null;
    }

    private String plain() {
        return new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "");
    }
}
