package dev.swiftlet.sandbox;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;

/// Something that listens where an engine should, and answers each request with whatever bytes a test wants, or never.
@NullMarked
final class ScriptedEngine implements AutoCloseable {
    private final Path socket;
    private final ServerSocketChannel server;
    private final Function<String, Optional<String>> answers;

    /// @param answers for each request's first line, the answer's bytes; empty: silence
    ScriptedEngine(Path socket, Function<String, Optional<String>> answers) throws IOException {
        this.socket = socket;
        this.answers = answers;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::accept);
    }

    static String json(int status, String body) {
        return "HTTP/1.1 " + status + " So\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }

    private void accept() {
        try {
            while (true) {
                var connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            var bytes = ByteBuffer.allocate(65_536);
            while (connection.read(bytes) >= 0) {
                var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
                if (text.contains("\r\n\r\n")) {
                    var answer = answers.apply(text.lines().findFirst().orElse(""));
                    if (answer.isPresent()) {
                        connection.write(ByteBuffer.wrap(answer.get().getBytes(StandardCharsets.UTF_8)));
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // the client has gone
        }
    }
}
