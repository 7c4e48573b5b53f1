package dev.swiftlet.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swiftlet.web.LiveServer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a page keeps over all its connections: its offset, all bytes that it has got, and the input that the server has
/// not confirmed yet. One thread.
final class Page implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Input that may have to be sent again.
    private record Sent(int sequence, String keys) {}

    private final LiveServer visitor;
    private final String sender = UUID.randomUUID().toString();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Deque<Sent> unconfirmed = new ArrayDeque<>();
    private @Nullable RawSocket socket;
    private @Nullable JsonNode stream;
    private long offset;
    private int snapshotLeft;
    private long skipped;
    private int sequence;
    private int last;
    private long resent;

    Page(LiveServer visitor) {
        this.visitor = visitor;
    }

    /// A page that has all before this offset.
    static Page at(LiveServer visitor, long offset) {
        Page page = new Page(visitor);
        page.offset = offset;
        return page;
    }

    /// Connects and asks for what it does not have. The connection seems to end after so many bytes.
    void connect(long bytes) throws IOException {
        socket = RawSocket.open(visitor);
        socket.endAfter(bytes);
        snapshotLeft = 0;
        stream = null;
        socket.text(RawSocket.joinMessage(offset, sender));
    }

    /// The connection fails, at once and without a word.
    void cut() throws IOException {
        if (socket != null) {
            socket.cut();
        }
    }

    /// Types, where there is a connection; what is lost will be sent again.
    void type(String keys) throws IOException {
        Sent sent = new Sent(++sequence, keys);
        unconfirmed.add(sent);
        send(sent);
    }

    /// Types, and the network takes only the first bytes of the frame.
    void typePart(String keys, int bytes) throws IOException {
        Sent sent = new Sent(++sequence, keys);
        unconfirmed.add(sent);
        byte[] frame = RawSocket.inputFrame(sent.sequence(), keys);
        socket().send(frame, 0, Math.min(bytes, frame.length));
    }

    /// Reads until it has all before this offset.
    ///
    /// @return false if the connection ended before
    boolean readTo(long wanted) throws IOException {
        try {
            while (stream == null || snapshotLeft > 0 || offset < wanted) {
                take(socket().read());
            }
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    /// Reads until the answer to its joining, and sends again what the server did not get.
    ///
    /// @return false if the connection ended before
    boolean readHello() throws IOException {
        return readTo(0);
    }

    /// Reads on until the server has confirmed all input.
    boolean readConfirmed() throws IOException {
        try {
            while (!unconfirmed.isEmpty()) {
                take(socket().read());
            }
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    long offset() {
        return offset;
    }

    long skipped() {
        return skipped;
    }

    /// How many frames of input were sent again.
    long resent() {
        return resent;
    }

    /// The last message that said what the bytes are.
    JsonNode stream() {
        if (stream == null) {
            throw new AssertionError("no stream came");
        }
        return stream;
    }

    /// All bytes that came, snapshots too.
    byte[] bytes() {
        return output.toByteArray();
    }

    RawSocket socket() {
        if (socket == null) {
            throw new AssertionError("not connected");
        }
        return socket;
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private void take(RawSocket.Frame frame) throws IOException {
        switch (frame.opcode()) {
            case RawSocket.BINARY -> bytes(frame.payload());
            case RawSocket.TEXT -> message(MAPPER.readTree(frame.payload()));
            case RawSocket.CLOSE -> throw new EOFException("closed by the server");
            default -> {}
        }
    }

    private void bytes(byte[] bytes) {
        output.writeBytes(bytes);
        int snapshot = Math.min(snapshotLeft, bytes.length);
        snapshotLeft -= snapshot;
        offset += bytes.length - snapshot;
    }

    private void message(JsonNode message) throws IOException {
        switch (message.path("type").asText()) {
            case "hello" -> {
                confirmed(message.path("taken").asInt(last));
                for (Sent sent : unconfirmed) {
                    resent++;
                    send(sent);
                }
            }
            case "taken" -> confirmed(message.path("sequence").asInt());
            case "stream" -> {
                stream = message;
                offset = message.path("offset").asLong();
                snapshotLeft = message.path("snapshot").asInt();
                skipped += message.path("skipped").asLong();
            }
            default -> {}
        }
    }

    private void confirmed(int taken) {
        last = Math.max(last, taken);
        unconfirmed.removeIf(sent -> sent.sequence() <= taken);
    }

    private void send(Sent sent) throws IOException {
        socket().input(sent.sequence(), sent.keys());
    }
}
