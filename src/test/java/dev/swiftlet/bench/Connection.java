package dev.swiftlet.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// HTTP/1.1 by hand over a blocking socket, for what is measured: no threads, no pools, and after an upgrade the socket
/// itself. One reader and one writer.
final class Connection implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 * 1024;

    /// An answer with all of its body.
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /// @throws IOException when it is another than this
        Answer expect(int wanted) throws IOException {
            if (status != wanted) {
                throw new IOException("answer " + status + " instead of " + wanted + ": " + text());
            }
            return this;
        }
    }

    private final SocketChannel channel;
    private final ByteBuffer in =
            ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.BIG_ENDIAN).flip();
    private volatile long deadline = Long.MAX_VALUE;

    private Connection(SocketChannel channel) {
        this.channel = channel;
        Watchdog.watch(this);
    }

    static Connection tcp(int port) throws IOException {
        return tcp(port, 0);
    }

    /// To this machine only.
    ///
    /// @param receiveBytes how much the network may hold for us, or 0 for the system's choice
    static Connection tcp(int port, int receiveBytes) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return connected(channel, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), receiveBytes);
    }

    static Connection unix(Path socket, int receiveBytes) throws IOException {
        return connected(
                SocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(socket), receiveBytes);
    }

    private static Connection connected(SocketChannel channel, SocketAddress address, int receiveBytes)
            throws IOException {
        try {
            if (receiveBytes > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
            }
            channel.connect(address);
            return new Connection(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Sends a request and reads all of its answer.
    Answer exchange(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        send(method, path, headers, body);
        return answer(method);
    }

    /// Sends a request that the other side answers with 101; what follows is read with [#read].
    void upgrade(String method, String path, Map<String, String> headers) throws IOException {
        send(method, path, headers, new byte[0]);
        Map<String, String> head = head();
        if (!"101".equals(head.get(":status"))) {
            throw new IOException("not upgraded: " + head);
        }
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// What has come and was not taken yet; waits until there is something.
    ///
    /// @throws EOFException at the end
    ByteBuffer read() throws IOException {
        return in.hasRemaining() ? in : need(1);
    }

    /// What has come, at least so many bytes of it.
    ByteBuffer need(int bytes) throws IOException {
        while (in.remaining() < bytes) {
            in.compact();
            int count;
            try {
                count = channel.read(in);
            } finally {
                in.flip();
            }
            if (count < 0) {
                throw new EOFException("closed by the other side");
            }
        }
        return in;
    }

    /// How long it may still take until [#calm]; then the connection is closed, and who waits on it gets an exception.
    void within(long nanos) {
        deadline = System.nanoTime() + nanos;
    }

    void calm() {
        deadline = Long.MAX_VALUE;
    }

    boolean isLate(long now) {
        return deadline != Long.MAX_VALUE && now - deadline > 0;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        Watchdog.forget(this);
        try {
            channel.close();
        } catch (IOException e) {
            // It was to end anyway.
        }
    }

    private void send(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (body.length > 0 || method.equals("POST")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        write(ByteBuffer.allocate(start.length + body.length)
                .put(start)
                .put(body)
                .flip());
    }

    private Answer answer(String method) throws IOException {
        Map<String, String> head = head();
        int status = Integer.parseInt(head.getOrDefault(":status", "0"));
        if (status == 204 || method.equals("HEAD")) {
            return new Answer(status, head, new byte[0]);
        }
        if ("chunked".equalsIgnoreCase(head.get("transfer-encoding"))) {
            return new Answer(status, head, chunks());
        }
        String length = head.get("content-length");
        return new Answer(status, head, length == null ? untilEnd() : take(Integer.parseInt(length)));
    }

    private Map<String, String> head() throws IOException {
        String status = line();
        Map<String, String> head = new LinkedHashMap<>();
        head.put(":status", status.length() < 12 ? "0" : status.substring(9, 12));
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            head.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return head;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            char next = (char) (need(1).get() & 0xff);
            if (next == '\n') {
                return line.toString().stripTrailing();
            }
            line.append(next);
        }
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
            if (length == 0) {
                while (!line().isEmpty()) {
                    // a trailer
                }
                return body.toByteArray();
            }
            body.writeBytes(take(length));
            line();
        }
    }

    private byte[] take(int bytes) throws IOException {
        byte[] taken = new byte[bytes];
        for (int at = 0; at < bytes; ) {
            ByteBuffer some = read();
            int count = Math.min(some.remaining(), bytes - at);
            some.get(taken, at, count);
            at += count;
        }
        return taken;
    }

    private byte[] untilEnd() throws IOException {
        var body = new ByteArrayOutputStream();
        try {
            while (true) {
                body.writeBytes(take(read().remaining()));
            }
        } catch (EOFException e) {
            return body.toByteArray();
        }
    }
}
