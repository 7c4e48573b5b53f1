package dev.swiftlet.faults;

import dev.swiftlet.web.LiveServer;
import dev.swiftlet.web.RunBeside;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// A WebSocket by hand, for what no library does: to stop reading, to send without end, and to be cut at any byte of
/// the connection, within a frame too. Not for several readers or several writers at once.
final class RawSocket implements AutoCloseable {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int READ_PATIENCE_MS = 60_000;
    private static final String KEY = "c3dpZnRsZXQtdGVzdC1rZXk=";

    /// A frame from the server.
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    private final Socket socket;
    private final OutputStream out;
    private final Metered metered;
    private final DataInputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.metered = new Metered(new BufferedInputStream(socket.getInputStream()));
        this.in = new DataInputStream(metered);
    }

    static RawSocket open(LiveServer visitor) throws IOException {
        return open(visitor, 0);
    }

    /// @param receiveBytes how much the network may hold for this client, or 0 for the system's choice
    static RawSocket open(LiveServer visitor, int receiveBytes) throws IOException {
        return open(visitor, visitor.session(), receiveBytes);
    }

    static RawSocket open(RunBeside run, int receiveBytes) throws IOException {
        return open(run.visitor(), run.path(), receiveBytes);
    }

    private static RawSocket open(LiveServer visitor, String path, int receiveBytes) throws IOException {
        Socket socket = new Socket();
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_PATIENCE_MS);
        URI server = visitor.server();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
        RawSocket opened = new RawSocket(socket);
        opened.upgrade(visitor, path);
        return opened;
    }

    /// Joins as a sender of its own, and waits for the answer.
    RawSocket joined() throws IOException {
        text(joinMessage(null, UUID.randomUUID().toString()));
        Frame answer = read();
        if (!answer.text().contains("\"hello\"")) {
            throw new IOException("no hello: " + answer.text());
        }
        return this;
    }

    static String joinMessage(Long offset, String sender) {
        return "{\"type\":\"join\",\"offset\":%s,\"sender\":\"%s\",\"size\":{\"cols\":80,\"rows\":24}}"
                .formatted(offset, sender);
    }

    void text(String message) throws IOException {
        send(frame(TEXT, message.getBytes(StandardCharsets.UTF_8)));
    }

    void input(int sequence, String keys) throws IOException {
        send(inputFrame(sequence, keys));
    }

    static byte[] inputFrame(int sequence, String keys) {
        byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
        return frame(
                BINARY,
                ByteBuffer.allocate(Integer.BYTES + bytes.length)
                        .putInt(sequence)
                        .put(bytes)
                        .array());
    }

    /// A client's frame; its mask is zero.
    static byte[] frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) (FINAL | opcode));
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    /// Bytes as they are, also parts of a frame.
    void send(byte[] bytes) throws IOException {
        send(bytes, 0, bytes.length);
    }

    void send(byte[] bytes, int from, int to) throws IOException {
        out.write(bytes, from, to - from);
        out.flush();
    }

    /// From now on the connection seems to end when so many more bytes have come, wherever that is.
    void endAfter(long bytes) {
        metered.left = bytes;
    }

    /// Waits for the next frame.
    ///
    /// @throws EOFException at the end, which may be one that the test chose
    Frame read() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        return new Frame(opcode, payload);
    }

    /// Reads on, byte by byte, without making anything of it.
    int skip(int bytes) throws IOException {
        return in.skipBytes(bytes);
    }

    /// As if the network failed: what is under way is lost.
    void cut() throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void upgrade(LiveServer visitor, String path) throws IOException {
        send(("GET /ws/sessions/" + path + " HTTP/1.1\r\nHost: "
                        + visitor.server().getAuthority()
                        + "\r\nOrigin: " + visitor.server() + "\r\nCookie: " + visitor.cookie()
                        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                        + KEY + "\r\nSec-WebSocket-Protocol: swiftlet.v1\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("not upgraded: " + head);
        }
    }

    /// Ends after a number of bytes that the test chose.
    private static final class Metered extends FilterInputStream {
        private long left = Long.MAX_VALUE;

        Metered(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = left <= 0 ? -1 : super.read();
            left -= value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int count = super.read(into, from, (int) Math.min(left, length));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            if (left <= 0) {
                return 0;
            }
            long skipped = super.skip(Math.min(left, count));
            left -= skipped;
            return skipped;
        }
    }
}
