package dev.swiftlet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.web.Eventually;
import dev.swiftlet.web.LiveServer;
import dev.swiftlet.web.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The engine under a running server is frozen, stopped, restarted: terminals are not in its path, everything that asks
/// it ends in time with a sentence, and when it is back, all goes on by itself.
@EnabledIf("dev.swiftlet.faults.OwnEngine#isPossible")
@SuppressWarnings("try") // a test that is interrupted is over
class EngineFaultsIT {
    private static final int CREATED_MEANWHILE = 8;

    private static PackagedServer server(OwnEngine engine) throws Exception {
        return new PackagedServer()
                .option("swiftlet.sandbox.docker-host", engine.uri().toString())
                .option("swiftlet.session.max-per-address", "100")
                .option("swiftlet.pool.floor", "0")
                .option("swiftlet.toolchains.entries.\"swift-6.0\".image", engine.image())
                .start();
    }

    @Test
    void aFrozenEngineStopsNobodyWhoTypes() throws Exception {
        try (OwnEngine engine = new OwnEngine(false);
                PackagedServer server = server(engine);
                TestClient client = LiveServer.createSession(server.uri()).joinAtPrompt()) {
            client.type("let x = 41\r").awaitOutput("x: Int = 41").awaitRepl("ready");
            int threads = threads(server);
            engine.freeze();

            long end = System.nanoTime()
                    + Duration.ofSeconds(Measured.times(15, 60)).toNanos();
            List<TestClient> asked = new ArrayList<>();
            for (int i = 0; i < CREATED_MEANWHILE; i++) {
                asked.add(LiveServer.createSession(server.uri()).open().join(null));
            }
            long slowest = 0;
            long slowestKey = 0;
            do {
                long began = System.nanoTime();
                assertThat(server.get("/q/health/live")).isEqualTo(200);
                assertThat(server.get("/api/toolchains")).isEqualTo(200);
                slowest = Math.max(slowest, System.nanoTime() - began);
                began = System.nanoTime();
                client.type("x + 1\r").awaitOutput("Int = 42").awaitRepl("ready");
                slowestKey = Math.max(slowestKey, System.nanoTime() - began);
            } while (System.nanoTime() < end);
            assertThat(server.get("/q/health/ready")).isEqualTo(503);
            for (TestClient visitor : asked) {
                assertThat(visitor.await("closed").path("reason").asText()).isIn("start-failed", "engine-away");
            }
            int most = threads(server);
            engine.thaw();

            Eventually.holds("the server is ready", server::isReady);
            Eventually.holds(
                    "what was made too late is removed",
                    () -> engine.containers().size() == 1);
            try (TestClient next = LiveServer.createSession(server.uri()).joinAtPrompt()) {
                next.type("6 * 7\r").awaitOutput("Int = 42");
            }
            client.type("x + 2\r").awaitOutput("Int = 43");
            Eventually.holds("no thread is left behind", () -> threads(server) <= threads + 8);
            Measured.say(
                    "engine frozen: two HTTP answers in %.0f ms and an evaluation in %.0f ms at most; threads %d before, %d during, %d after"
                            .formatted(slowest / 1e6, slowestKey / 1e6, threads, most, threads(server)));
        }
    }

    @Test
    void anEngineThatRestartsWithLiveRestoreIsNotMissed() throws Exception {
        try (OwnEngine engine = new OwnEngine(true);
                PackagedServer server = server(engine);
                TestClient client = LiveServer.createSession(server.uri()).joinAtPrompt()) {
            client.type("let x = 41\r").awaitOutput("x: Int = 41").awaitRepl("ready");

            for (int i = 0; i < Measured.times(1, 5); i++) {
                engine.stop();
                client.type("x + 1\r").awaitOutput("Int = 42").awaitRepl("ready");
                assertThat(server.get("/q/health/ready")).isEqualTo(503);
                assertThat(server.get("/q/health/live")).isEqualTo(200);
                engine.start();
                Eventually.holds("the server is ready", server::isReady);
                client.type("x + 2\r").awaitOutput("Int = 43").awaitRepl("ready");
            }
            LiveServer visitor = LiveServer.createSession(server.uri());
            try (TestClient next = visitor.joinAtPrompt()) {
                next.type("6 * 7\r").awaitOutput("Int = 42");
                assertThat(engine.containers()).hasSize(2);
            }
            visitor.end();
            Eventually.holds(
                    "a session's end is its container's",
                    () -> engine.containers().size() == 1);
            client.type("x + 3\r").awaitOutput("Int = 44");
        }
    }

    @Test
    void anEngineThatStopsWithItsSandboxesIsToldAndComesBack() throws Exception {
        try (OwnEngine engine = new OwnEngine(false);
                PackagedServer server = server(engine);
                TestClient one = LiveServer.createSession(server.uri()).joinAtPrompt();
                TestClient other = LiveServer.createSession(server.uri()).joinAtPrompt()) {
            engine.stop();

            for (TestClient client : List.of(one, other)) {
                JsonNode closed = client.await("closed");
                assertThat(closed.path("sessionOver").asBoolean()).isTrue();
                assertThat(closed.path("reason").asText()).isIn("sandbox-lost", "engine-away");
                assertThat(closed.path("message").asText()).isNotBlank();
                Measured.say("engine stopped: told «%s» (%s)"
                        .formatted(
                                closed.path("message").asText(),
                                closed.path("reason").asText()));
            }
            assertThat(server.get("/q/health/ready")).isEqualTo(503);
            assertThat(server.get("/q/health/live")).isEqualTo(200);
            engine.start();

            Eventually.holds("the server is ready", server::isReady);
            try (TestClient next = LiveServer.createSession(server.uri()).joinAtPrompt()) {
                next.type("6 * 7\r").awaitOutput("Int = 42");
                Eventually.holds(
                        "only the new one is left", () -> engine.containers().size() == 1);
            }
        }
    }

    @Test
    void anEngineThatIsKilledWithLiveRestoreIsNotMissed() throws Exception {
        try (OwnEngine engine = new OwnEngine(true);
                PackagedServer server = server(engine);
                TestClient client = LiveServer.createSession(server.uri()).joinAtPrompt()) {
            client.type("let x = 41\r").awaitOutput("x: Int = 41").awaitRepl("ready");

            for (int i = 0; i < Measured.times(1, 5); i++) {
                engine.kill();
                client.type("x + 1\r").awaitOutput("Int = 42").awaitRepl("ready");
                assertThat(server.get("/q/health/ready")).isEqualTo(503);
                engine.start();
                Eventually.holds("the server is ready", server::isReady);
                client.type("x + 2\r").awaitOutput("Int = 43").awaitRepl("ready");
            }
            LiveServer visitor = LiveServer.createSession(server.uri());
            try (TestClient next = visitor.joinAtPrompt()) {
                next.type("6 * 7\r").awaitOutput("Int = 42");
            }
            visitor.end();
            Eventually.holds(
                    "a session's end is its container's",
                    () -> engine.containers().size() == 1);
            client.type("x + 3\r").awaitOutput("Int = 44");
        }
    }

    @Test
    void anEngineThatIsKilledTakesItsSandboxesAlongWhenItStarts() throws Exception {
        try (OwnEngine engine = new OwnEngine(false);
                PackagedServer server = server(engine);
                TestClient client = LiveServer.createSession(server.uri()).joinAtPrompt()) {
            engine.kill();
            client.type("41 + 1\r").awaitOutput("Int = 42");
            engine.start();

            JsonNode closed = client.await("closed");
            assertThat(closed.path("sessionOver").asBoolean()).isTrue();
            assertThat(closed.path("message").asText()).isNotBlank();
            Measured.say("engine killed and started: told «%s» (%s)"
                    .formatted(
                            closed.path("message").asText(),
                            closed.path("reason").asText()));
            Eventually.holds("the server is ready", server::isReady);
            try (TestClient next = LiveServer.createSession(server.uri()).joinAtPrompt()) {
                next.type("6 * 7\r").awaitOutput("Int = 42");
                Eventually.holds(
                        "only the new one is left", () -> engine.containers().size() == 1);
            }
        }
    }

    private static int threads(PackagedServer server) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring("Threads:".length()).strip()))
                .sum();
    }
}
