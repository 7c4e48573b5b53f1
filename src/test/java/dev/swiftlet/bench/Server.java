package dev.swiftlet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The packaged server as a process of our own, on 127.0.0.1, with data that lasts as long as it does. Closing it stops
/// it; its sandboxes go with it.
final class Server implements AutoCloseable {
    private static final long START_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long STOP_PATIENCE_SECONDS = 60;
    private static final long LOOK_EVERY_MS = 5;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Place place;
    private final ServerSetup setup;
    private final Path directory;
    private final int port;
    private final int metricsPort;
    private final Process process;
    private final double secondsToAnswer;
    private volatile String cookie = "";

    /// Where servers come from and go.
    ///
    /// @param java the command
    /// @param application the packaged application
    /// @param state the directory for data and logs
    /// @param instance the label of their sandboxes
    record Place(Path java, Path application, Path state, String instance) {}

    private Server(Place place, ServerSetup setup) throws IOException {
        this.place = place;
        this.setup = setup;
        Files.createDirectories(place.state());
        // Short: the path of a unix socket has 107 characters at most.
        this.directory = Files.createTempDirectory("swb");
        this.port = freePort();
        this.metricsPort = freePort();
        long began = System.nanoTime();
        this.process = launch();
        try {
            this.secondsToAnswer = awaitPage(began);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Starts one, and waits until it is ready to answer.
    static Server start(Place place, ServerSetup setup) throws IOException {
        return new Server(place, setup);
    }

    ServerSetup setup() {
        return setup;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    String instance() {
        return place.instance();
    }

    /// From the start of its process to its first answer.
    double secondsToAnswer() {
        return secondsToAnswer;
    }

    String origin() {
        return "http://localhost:" + port;
    }

    /// Waits until as many REPLs stand ready as its pool keeps, and as many empty sandboxes for runs.
    void awaitPools() throws IOException {
        awaitReady("swiftlet_pool_ready", "swiftlet.pool.floor", 2);
        awaitReady("swiftlet_run_pool_ready", "swiftlet.run.pool.floor", 1);
    }

    private void awaitReady(String metric, String key, int shipped) throws IOException {
        int wanted = Integer.parseInt(setup.options().getOrDefault(key, String.valueOf(shipped)));
        long end = System.nanoTime() + START_PATIENCE_NANOS + wanted * TimeUnit.SECONDS.toNanos(2);
        while (metric(metric) < wanted) {
            pause(end, metric);
        }
    }

    /// The sum of a metric over all its labels.
    double metric(String name) throws IOException {
        try (Connection connection = Connection.tcp(metricsPort)) {
            connection.within(START_PATIENCE_NANOS);
            return connection
                    .exchange("GET", "/q/metrics", Map.of("Host", "localhost", "Connection", "close"), new byte[0])
                    .text()
                    .lines()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    /// The heap after a collection, in MiB.
    double heapMiB() throws IOException {
        jcmd("GC.run");
        String info = jcmd("GC.heap_info");
        int at = info.indexOf(" used ");
        String used = info.substring(at + 6, info.indexOf('K', at));
        return Long.parseLong(used.strip()) / 1024.0;
    }

    /// A session that starts now; the visitor is the same for all of them.
    String createSession() throws IOException {
        if (!cookie.isEmpty()) {
            return create();
        }
        // Two that come first at the same moment would be two visitors.
        synchronized (this) {
            return create();
        }
    }

    private String create() throws IOException {
        try (Connection connection = Connection.tcp(port)) {
            connection.within(START_PATIENCE_NANOS);
            Connection.Answer created = connection
                    .exchange("POST", "/api/sessions", headers("application/json"), bytes("{}"))
                    .expect(201);
            String given = created.headers().get("set-cookie");
            if (given != null) {
                cookie = given.split(";", 2)[0];
            }
            return MAPPER.readTree(created.body()).path("id").asText();
        }
    }

    void endSession(String id) throws IOException {
        try (Connection connection = Connection.tcp(port)) {
            connection.within(START_PATIENCE_NANOS);
            connection.exchange("DELETE", "/api/sessions/" + id, headers("application/json"), new byte[0]);
        }
    }

    /// Joins a session.
    ///
    /// @param receiveBytes how much the network may hold for this client, or 0 for the system's choice
    SessionLink join(String session, int receiveBytes) throws IOException {
        SessionLink link = new SessionLink(socket("/ws/sessions/" + session, receiveBytes));
        link.send("{\"type\":\"join\",\"offset\":null,\"sender\":\"%s\",\"size\":{\"cols\":100,\"rows\":30}}"
                .formatted(java.util.UUID.randomUUID()));
        return link;
    }

    /// A WebSocket of this visitor.
    Connection socket(String path, int receiveBytes) throws IOException {
        Connection connection = Connection.tcp(port, receiveBytes);
        try {
            connection.within(START_PATIENCE_NANOS);
            connection.upgrade(
                    "GET",
                    path,
                    Map.of(
                            "Host", "localhost:" + port,
                            "Origin", origin(),
                            "Cookie", cookie,
                            "Connection", "Upgrade",
                            "Upgrade", "websocket",
                            "Sec-WebSocket-Version", "13",
                            "Sec-WebSocket-Key", "c3dpZnRsZXQtYmVuY2gtMQ==",
                            "Sec-WebSocket-Protocol", "swiftlet.v1"));
            connection.calm();
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /// A call of this visitor's.
    Connection.Answer post(String path, String body) throws IOException {
        try (Connection connection = Connection.tcp(port)) {
            connection.within(START_PATIENCE_NANOS);
            return connection.exchange("POST", path, headers("application/json"), bytes(body));
        }
    }

    Map<String, String> headers(String type) {
        Map<String, String> headers = new java.util.LinkedHashMap<>(Map.of(
                "Host",
                "localhost:" + port,
                "Connection",
                "close",
                "Content-Type",
                type,
                "Accept",
                "application/json"));
        headers.put("X-Swiftlet", "1");
        if (!cookie.isEmpty()) {
            headers.put("Cookie", cookie);
            headers.put("Origin", origin());
        }
        return headers;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("could not remove " + directory + ": " + e.getMessage());
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(place.java().toString()));
        if (setup.quickStart() && hasCache(place)) {
            command.add("-XX:AOTCache=" + cache(place));
        }
        command.addAll(List.of(
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.port=" + metricsPort,
                "-Dswiftlet.server.data-dir=" + directory.resolve("data"),
                "-Dswiftlet.server.instance=" + place.instance(),
                "-Dswiftlet.sandbox.runtime-dir=" + directory.resolve("run")));
        setup.options().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(
                List.of("-jar", place.application().resolve("quarkus-run.jar").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        return builder.start();
    }

    /// Whether the application has its cache: `use_quick_start` in the script makes it.
    static boolean hasCache(Place place) {
        return Files.exists(cache(place));
    }

    private static Path cache(Place place) {
        return place.application().resolve("app.aot");
    }

    private Path log() {
        return place.state().resolve("server.log");
    }

    /// Until the page is there; whether the engine answers, too, is known a moment later.
    private double awaitPage(long began) throws IOException {
        await("/", began);
        double seconds = (System.nanoTime() - began) / 1e9;
        await("/q/health/ready", began);
        return seconds;
    }

    private void await(String path, long began) throws IOException {
        while (true) {
            try (Connection connection = Connection.tcp(port)) {
                connection.within(START_PATIENCE_NANOS);
                connection
                        .exchange("GET", path, Map.of("Host", "localhost:" + port, "Connection", "close"), new byte[0])
                        .expect(200);
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IOException("the server ended while starting; its log is " + log(), e);
                }
            }
            pause(began + START_PATIENCE_NANOS, "an answer");
        }
    }

    private static void pause(long end, String what) throws IOException {
        if (System.nanoTime() > end) {
            throw new IOException("the server does not come to " + what);
        }
        try {
            Thread.sleep(LOOK_EVERY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String jcmd(String command) throws IOException {
        Process jcmd = new ProcessBuilder(
                        place.java().resolveSibling("jcmd").toString(), String.valueOf(pid()), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.onExit().join();
        return output;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
