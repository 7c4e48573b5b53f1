package dev.swiftlet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swiftlet.bench.figures.Figure;
import dev.swiftlet.bench.figures.Goal;
import dev.swiftlet.bench.figures.Statistic;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A program, from its text to all of its output: over HTTP, with `docker run`, and with the bare commands in a
/// container that waits for them.
final class Runs implements Scenario {
    private static final String DOCKER = "docker run";
    private static final String WARM = "warm container";
    private static final String RUN_MODE = "Swiftlet, mode run";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// A program and what it prints.
    private record Program(String name, String source, String output) {}

    private static final Program HELLO = new Program("hello", "print(\"hello\")", "hello\n");
    private static final Program FOUNDATION = new Program(
            "import Foundation",
            "import Foundation\nprint(Date(timeIntervalSince1970: 0), [3, 1].sorted())",
            "1970-01-01 00:00:00 +0000 [1, 3]\n");
    private static final Program PRIMES = new Program("CPU-heavy (primes)", """
            var sieve = [Bool](repeating: true, count: 2_000_000)
            var count = 0
            for i in 2..<sieve.count where sieve[i] {
                count += 1
                var j = i + i
                while j < sieve.count { sieve[j] = false; j += i }
            }
            print(count)
            """, "148933\n");

    private final AtomicInteger distinct = new AtomicInteger();

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public String about() {
        return "programs over HTTP, against docker run and the bare commands in a warm container";
    }

    @Override
    public void measure(Stage stage) throws Exception {
        Server server = stage.server(ServerSetup.SHIPPED);
        try (WarmShell shell = new WarmShell(stage.containers())) {
            // The first of each is another matter: the compiler is not in the page cache, nor the server's code
            // compiled.
            warmUp(server, shell, stage);
            program(stage, server, shell, HELLO, 0.25, 170);
            program(stage, server, shell, FOUNDATION, 0.17, 250);
            program(stage, server, shell, PRIMES, 1, 0);
            cached(stage, server);
            results(stage, server);
        }
        new RunsPerSecond(stage, server, () -> post(server, HELLO, "run", false)).measure();
    }

    private void warmUp(Server server, WarmShell shell, Stage stage) throws IOException {
        stage.say("warming up");
        for (int i = 0; i < stage.times(5, 2); i++) {
            for (Program program : new Program[] {HELLO, FOUNDATION, PRIMES}) {
                post(server, program, "run", false);
                shell.run(program.source(), program.output());
            }
        }
    }

    private void program(Stage stage, Server server, WarmShell shell, Program program, double ratio, double limit)
            throws IOException {
        Meter meter = stage.millis(program.name()).goal(Goal.ratio(Statistic.MEDIAN, ratio, DOCKER));
        if (limit > 0) {
            meter.goal(Goal.of(Statistic.MEDIAN, limit));
        }
        for (int round = 0; round < stage.times(30, 3); round++) {
            meter.addMillis(Figure.OURS, post(server, program, "run", false));
            meter.addMillis(WARM, shell.run(program.source(), program.output()));
            meter.addMillis(DOCKER, DockerRun.swift(stage.containers(), program.source(), program.output()));
        }
        stage.show(meter);
    }

    private void cached(Stage stage, Server server) throws IOException {
        Meter meter = stage.millis("hello, answered before").goal(Goal.of(Statistic.MEDIAN, 10));
        post(server, HELLO, "run", true);
        for (int round = 0; round < stage.times(200, 20); round++) {
            meter.addMillis(Figure.OURS, post(server, HELLO, "run", true));
        }
        stage.show(meter);
    }

    private void results(Stage stage, Server server) throws IOException {
        Meter meter = stage.millis("import Foundation, mode results");
        for (int round = 0; round < stage.times(30, 3); round++) {
            meter.addMillis(Figure.OURS, post(server, FOUNDATION, "results", false));
            stage.pause(300);
            meter.addMillis(RUN_MODE, post(server, FOUNDATION, "run", false));
            stage.pause(300);
        }
        stage.show(meter);
    }

    /// @return nanoseconds until the whole verdict
    private long post(Server server, Program program, String mode, boolean cached) throws IOException {
        String source = cached ? program.source() : program.source() + "\n// " + distinct.incrementAndGet();
        String body = MAPPER.writeValueAsString(Map.of("source", source, "mode", mode, "cache", cached));
        long began = System.nanoTime();
        String answer = server.post("/api/runs", body).expect(200).text();
        long took = System.nanoTime() - began;
        JsonNode verdict = MAPPER.readTree(answer);
        if (!verdict.path("stdout").asText().equals(program.output())) {
            throw new IOException("a run went wrong: " + answer);
        }
        return took;
    }
}
