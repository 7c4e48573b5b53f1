package dev.swiftlet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.sandbox.EngineProxy;
import dev.swiftlet.web.Eventually;
import dev.swiftlet.web.LiveServer;
import dev.swiftlet.web.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The real engine behind a proxy that makes each call slow: within the calls' time limit all goes on, only later;
/// beyond it people are told, and what the engine makes after that is removed.
@SuppressWarnings("try") // a test that is interrupted is over
class SlowEngineIT {
    private static final Duration BEARABLE = Duration.ofSeconds(2);

    /// More than the limit for a call, which is 5 s.
    private static final Duration TOO_MUCH = Duration.ofSeconds(Measured.times(8, 30));

    private static EngineProxy proxy() throws Exception {
        return new EngineProxy(Path.of(System.getProperty("java.io.tmpdir"), "slow" + System.nanoTime() + ".sock"));
    }

    private static PackagedServer server(EngineProxy engine) throws Exception {
        return new PackagedServer()
                .option("swiftlet.sandbox.docker-host", engine.uri().toString())
                .option("swiftlet.session.max-per-address", "100")
                .option("swiftlet.pool.floor", "0")
                .start();
    }

    @Test
    void twoSecondsMoreForEachCallAreOnlySlower() throws Exception {
        try (EngineProxy engine = proxy();
                PackagedServer server = server(engine)) {
            engine.delay(BEARABLE);

            long began = System.nanoTime();
            LiveServer visitor = LiveServer.createSession(server.uri());
            try (TestClient client = visitor.joinAtPrompt()) {
                double cold = Measured.secondsSince(began);
                long typed = System.nanoTime();
                client.type("6 * 7\r").awaitOutput("Int = 42").awaitRepl("ready");
                Measured.say("engine +2 s a call: prompt after %.1f s, an evaluation in %.0f ms"
                        .formatted(cold, Measured.secondsSince(typed) * 1000));
                assertThat(server.isReady()).isTrue();
            }
            visitor.end();
            Eventually.holds("its container is gone", () -> server.containers().isEmpty());
        }
    }

    @Test
    void moreThanACallMayTakeIsToldAndLeavesNothing() throws Exception {
        try (EngineProxy engine = proxy();
                PackagedServer server = server(engine);
                TestClient client = LiveServer.createSession(server.uri()).joinAtPrompt()) {
            client.type("let x = 41\r").awaitOutput("x: Int = 41").awaitRepl("ready");
            engine.delay(TOO_MUCH);

            long began = System.nanoTime();
            try (TestClient visitor =
                    LiveServer.createSession(server.uri()).open().join(null)) {
                JsonNode closed = visitor.await("closed");
                Measured.say("engine +%d s a call: told «%s» (%s) after %.1f s"
                        .formatted(
                                TOO_MUCH.toSeconds(),
                                closed.path("message").asText(),
                                closed.path("reason").asText(),
                                Measured.secondsSince(began)));
                assertThat(closed.path("reason").asText()).isIn("start-failed", "engine-away");
            }
            assertThat(server.get("/q/health/ready")).isEqualTo(503);
            assertThat(server.get("/q/health/live")).isEqualTo(200);
            client.type("x + 1\r").awaitOutput("Int = 42").awaitRepl("ready");
            engine.delay(Duration.ZERO);

            Eventually.holds("the server is ready", server::isReady);
            LiveServer next = LiveServer.createSession(server.uri());
            try (TestClient other = next.joinAtPrompt()) {
                other.type("6 * 7\r").awaitOutput("Int = 42");
            }
            next.end();
            // What was asked too late reaches the engine now, and is swept up.
            Eventually.holds("one is left", () -> server.containers().size() == 1);
            client.type("x + 2\r").awaitOutput("Int = 43");
        }
    }
}
