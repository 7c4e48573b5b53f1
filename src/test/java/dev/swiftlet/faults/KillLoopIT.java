package dev.swiftlet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.web.Eventually;
import dev.swiftlet.web.LiveServer;
import dev.swiftlet.web.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The server is killed in the middle of whatever it does, again and again. What its next process knows, and what the
/// engine has, are the same; who worked goes on with the variables; in the end nothing is left.
class KillLoopIT {
    private static final long SEED = 20261122;
    private static final int MOST_STEPS = 15;
    private static final int MANY = 20;

    private final Random random = new Random(SEED);

    @Test
    void nothingLeaksAndNoVariableIsLostHoweverOftenItIsKilled() throws Exception {
        int cycles = Measured.times(5, 100);
        try (PackagedServer server = roomy().start()) {
            LiveServer lasting = LiveServer.createSession(server.uri());
            try (TestClient client = lasting.joinAtPrompt()) {
                client.type("var x = 0\r").awaitOutput("x: Int = 0").awaitRepl("ready");
            }
            long slowest = 0;
            for (int i = 1; i <= cycles; i++) {
                Bustle bustle = Bustle.of(lasting, 1 + random.nextInt(MOST_STEPS), random);
                bustle.awaitSteps();
                server.kill();
                bustle.awaitEnd();
                long began = System.nanoTime();
                server.start();
                try (TestClient client = lasting.joinAtPrompt()) {
                    client.type("x += 1; x\r")
                            .awaitOutput("Int = %d".formatted(i))
                            .awaitRepl("ready");
                }
                slowest = Math.max(slowest, System.nanoTime() - began);
                Eventually.holds(
                        "containers are sessions",
                        () -> server.containers().size()
                                == Bustle.sessions(lasting).size());
                endAllBut(lasting, server);
            }
            lasting.end();
            Eventually.holds("no container is left", () -> server.containers().isEmpty());
            Measured.say("kill -9: %d cycles, 0 containers left, at most %.1f s from the start to the next answer"
                    .formatted(cycles, slowest / 1e9));
        }
    }

    @Test
    void aStopWithManySessionsKeepsThemAll() throws Exception {
        int many = Measured.times(MANY / 4, MANY);
        try (PackagedServer server = roomy().start()) {
            List<LiveServer> visitors = new ArrayList<>();
            List<TestClient> clients = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                LiveServer visitor = LiveServer.createSession(server.uri());
                visitors.add(visitor);
                clients.add(
                        visitor.joinAtPrompt().type("let x = %d\r".formatted(i)).awaitOutput("x: Int = " + i));
            }

            Duration took = server.terminate();

            for (TestClient client : clients) {
                assertThat(client.await("closed").path("reason").asText()).isEqualTo("server-stopping");
            }
            assertThat(server.containers()).hasSize(many);
            long began = System.nanoTime();
            server.start();
            for (int i = 0; i < many; i++) {
                try (TestClient again = visitors.get(i).joinAtPrompt()) {
                    again.type("x\r").awaitOutput("Int = " + i);
                }
            }
            Measured.say("SIGTERM with %d sessions: ended in %.1f s, all back %.1f s after the start"
                    .formatted(many, took.toMillis() / 1e3, Measured.secondsSince(began)));
        }
    }

    /// All come from one address and one owner here.
    private static PackagedServer roomy() {
        return new PackagedServer()
                .option("swiftlet.session.max-per-owner", "1000")
                .option("swiftlet.session.max-per-address", "1000")
                .option("swiftlet.session.max-waiting", "0")
                .option("swiftlet.pool.floor", "0");
    }

    private static void endAllBut(LiveServer lasting, PackagedServer server) throws Exception {
        for (String id : Bustle.sessions(lasting)) {
            if (!id.equals(lasting.session())) {
                new LiveServer(server.uri(), id, lasting.cookie()).end();
            }
        }
        Eventually.holds("only one is left", () -> server.containers().size() == 1);
    }
}
