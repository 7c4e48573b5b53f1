package dev.swiftlet.faults;

import dev.swiftlet.web.Eventually;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The packaged server as a process of its own, which a test starts, kills and starts again on the same data, port and
/// instance. Closing it kills the process and removes its containers and files.
public final class PackagedServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String instance =
            "p" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    private final Path directory;
    private final int port;
    /// No container stands ready for runs: tests count those of sessions.
    private final Map<String, String> options = new LinkedHashMap<>(Map.of("swiftlet.run.pool.floor", "0"));
    private Process process;

    /// A server that does not run yet.
    public PackagedServer() {
        try {
            // Short: the path of a unix socket has 107 characters at most.
            directory = Files.createTempDirectory("sw");
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From the next start on.
    public PackagedServer option(String key, String value) {
        options.put(key, value);
        return this;
    }

    /// Starts it and waits until it is ready.
    public PackagedServer start() throws Exception {
        launch();
        Eventually.holds("the server is ready", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended while starting:\n" + log());
            }
            return isReady();
        });
        return this;
    }

    /// Starts it and waits for nothing.
    public PackagedServer launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.port=" + port,
                "-Dswiftlet.server.data-dir=" + directory.resolve("data"),
                "-Dswiftlet.server.instance=" + instance,
                "-Dswiftlet.sandbox.runtime-dir=" + directory.resolve("run")));
        options.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile()));
        // What the build's own server is given is not this one's.
        builder.environment().keySet().removeIf(name -> name.startsWith("SWIFTLET_SERVER_"));
        process = builder.start();
        return this;
    }

    /// `kill -9`, in the middle of whatever it does.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /// SIGTERM.
    ///
    /// @return how long it took to end
    public Duration terminate() throws InterruptedException {
        long began = System.nanoTime();
        process.destroy();
        awaitEnd();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    public boolean isReady() throws InterruptedException {
        return get("/q/health/ready") == 200;
    }

    /// The status of an answer, or -1 where there is none.
    public int get(String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri().resolve(path))
                    .timeout(PATIENCE)
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return -1;
        }
    }

    public URI uri() {
        return URI.create("http://localhost:" + port);
    }

    public String instance() {
        return instance;
    }

    public long pid() {
        return process.pid();
    }

    /// Where it keeps its data and, below `run`, its sockets.
    public Path directory() {
        return directory;
    }

    /// All that it has said, over all of its starts.
    public String log() {
        try {
            return Files.readString(logFile().toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The names of its containers, whatever their state.
    public List<String> containers() throws IOException, InterruptedException {
        return docker("ps", "-a", "--format", "{{.Names}}", "--filter", "label=instance=" + instance);
    }

    /// The processes of a sandbox that are programs that it compiled.
    static List<String> programs(String container) throws IOException, InterruptedException {
        return docker("top", container, "-eo", "pid,args").stream()
                .filter(line -> line.endsWith(" ./main"))
                .toList();
    }

    /// Runs the engine's command.
    ///
    /// @return the lines it printed
    public static List<String> docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process docker = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (docker.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + output);
        }
        return output.lines().toList();
    }

    @Override
    public void close() throws IOException {
        try {
            if (process != null) {
                kill();
            }
            Eventually.holds("no container is left", this::removeLeft);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("a server of our own does not end: " + directory, e);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// The engine may be removing some of them already: that is no failure.
    ///
    /// @return whether there were none
    private boolean removeLeft() throws IOException, InterruptedException {
        List<String> left = containers();
        for (String name : left) {
            new ProcessBuilder("docker", "rm", "-f", name)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
        return left.isEmpty();
    }

    private void awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the server does not end:\n" + log());
        }
    }

    private File logFile() {
        return directory.resolve("log").toFile();
    }
}
