package dev.swiftlet.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What many would build in an afternoon: node-pty and ws from npm, `docker run -it` for each visitor. Closing it ends
/// it.
final class Peer implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final int port;

    /// @param directory where it is installed
    record Place(Path directory) {
        boolean isThere() {
            return Files.isDirectory(directory.resolve("node_modules"));
        }
    }

    private Peer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts it; it prints its port.
    static Peer start(Place place, Containers containers) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", "server.js"));
        command.addAll(List.of("run", "--rm", "-it", "--entrypoint=/bin/sh"));
        command.addAll(containers.options());
        command.addAll(List.of(containers.image(), "-c"));
        Process process = new ProcessBuilder(command)
                .directory(place.directory().toFile())
                .redirectError(place.directory().resolve("log").toFile())
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String port = output.readLine();
        if (port == null) {
            process.destroy();
            throw new IOException(
                    "the peer does not start: see " + place.directory().resolve("log"));
        }
        return new Peer(process, Integer.parseInt(port.strip()));
    }

    long pid() {
        return process.pid();
    }

    /// A terminal in a container of its own, on which this command of the shell runs.
    WebSocketLink open(String command, int receiveBytes) throws IOException {
        Connection connection = Connection.tcp(port, receiveBytes);
        try {
            connection.within(PATIENCE_NANOS);
            String query = java.net.URLEncoder.encode(command, StandardCharsets.UTF_8);
            connection.upgrade(
                    "GET",
                    "/?command=" + query,
                    Map.of(
                            "Host", "127.0.0.1:" + port,
                            "Connection", "Upgrade",
                            "Upgrade", "websocket",
                            "Sec-WebSocket-Version", "13",
                            "Sec-WebSocket-Key", "c3dpZnRsZXQtYmVuY2gtMQ=="));
            connection.calm();
            return new WebSocketLink(connection);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        children.forEach(ProcessHandle::destroy);
    }
}
