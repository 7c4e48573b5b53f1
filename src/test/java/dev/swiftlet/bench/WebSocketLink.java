package dev.swiftlet.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// A terminal behind a WebSocket: binary frames are its bytes, text frames messages.
class WebSocketLink implements Link {
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL_AND_MASKED = 0x80;
    private static final int MOST_MESSAGES = 1000;

    private final Connection connection;
    private final Deque<String> messages = new ArrayDeque<>();
    private long left;

    /// @param connection already upgraded
    WebSocketLink(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void type(byte[] keys) throws IOException {
        send(BINARY, keys);
    }

    @Override
    public void interrupt() throws IOException {
        type(new byte[] {3});
    }

    final void send(String message) throws IOException {
        send(TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    /// The oldest message that came and was not taken yet, or null.
    final String message() {
        return messages.poll();
    }

    /// Waits for a message that contains this; output that comes meanwhile is lost.
    final String awaitMessage(String part) throws IOException {
        while (true) {
            for (String message = messages.poll(); message != null; message = messages.poll()) {
                if (message.contains(part)) {
                    return message;
                }
            }
            skip();
        }
    }

    @Override
    public final ByteBuffer read() throws IOException {
        while (left == 0) {
            frame();
        }
        ByteBuffer in = connection.read();
        int count = (int) Math.min(left, in.remaining());
        ByteBuffer output = in.slice(in.position(), count);
        in.position(in.position() + count);
        left -= count;
        return output;
    }

    @Override
    public final void within(long nanos) {
        if (nanos == 0) {
            connection.calm();
        } else {
            connection.within(nanos);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private void skip() throws IOException {
        if (left == 0) {
            frame();
        }
        while (left > 0) {
            read();
        }
    }

    /// Reads a frame's head, and all of it when it is not output.
    private void frame() throws IOException {
        ByteBuffer in = connection.need(2);
        int opcode = in.get() & 0x0f;
        long length = in.get() & 0x7f;
        if (length == 126) {
            length = connection.need(2).getShort() & 0xffff;
        } else if (length == 127) {
            length = connection.need(8).getLong();
        }
        if (opcode == BINARY || opcode == 0) {
            left = length;
            return;
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        connection.need(payload.length).get(payload);
        control(opcode, payload);
    }

    private void control(int opcode, byte[] payload) throws IOException {
        switch (opcode) {
            case TEXT -> {
                String message = new String(payload, StandardCharsets.UTF_8);
                if (message.contains("\"closed\"")) {
                    throw new EOFException(message);
                }
                if (messages.size() < MOST_MESSAGES) {
                    messages.add(message);
                }
            }
            case PING -> send(PONG, payload);
            case CLOSE -> throw new EOFException("closed by the server");
            default -> {}
        }
    }

    /// With a mask of zeros, which costs nothing.
    private void send(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) (FINAL_AND_MASKED | opcode));
        if (payload.length < 126) {
            frame.put((byte) (FINAL_AND_MASKED | payload.length));
        } else {
            frame.put((byte) (FINAL_AND_MASKED | 126)).putShort((short) payload.length);
        }
        connection.write(frame.putInt(0).put(payload).flip());
    }
}
