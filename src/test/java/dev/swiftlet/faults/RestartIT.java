package dev.swiftlet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.web.Eventually;
import dev.swiftlet.web.LiveServer;
import dev.swiftlet.web.TestClient;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The packaged server stops, however it does, and people go on where they were.
class RestartIT {
    @Test
    void aServerThatIsToldToStopSaysSoAndKeepsItsSandboxes() throws Exception {
        try (PackagedServer server = new PackagedServer().start()) {
            LiveServer visitor = LiveServer.createSession(server.uri());
            TestClient client = visitor.joinAtPrompt();

            Duration took = server.terminate();

            JsonNode closed = client.await("closed");
            assertThat(closed.path("reason").asText()).isEqualTo("server-stopping");
            assertThat(closed.path("sessionOver").asBoolean()).isFalse();
            assertThat(client.awaitClose()).isEqualTo(4512);
            assertThat(took).isLessThan(Duration.ofSeconds(10));
            assertThat(server.containers()).hasSize(1);
        }
    }

    @Test
    void peopleGoOnWhereTheyWereAfterAKill() throws Exception {
        goesOn(PackagedServer::kill);
    }

    @Test
    void peopleGoOnWhereTheyWereAfterAStop() throws Exception {
        goesOn(PackagedServer::terminate);
    }

    private interface Stop {
        void stop(PackagedServer server) throws Exception;
    }

    private static void goesOn(Stop stop) throws Exception {
        try (PackagedServer server = new PackagedServer().start()) {
            LiveServer visitor = LiveServer.createSession(server.uri());
            TestClient before = visitor.joinAtPrompt();
            before.type("let x = 41\r").awaitOutput("x: Int = 41").awaitRepl("ready");
            before.type("for i in 1...2000 { print(\"line \\(i)\") }\r").awaitOutput("line 2000");
            before.awaitRepl("ready");

            stop.stop(server);
            before.awaitClose();
            long left = before.offset();
            server.start();

            try (TestClient after = visitor.open().join(left).awaitRepl("ready");
                    TestClient whole = visitor.open().join(0L).awaitRepl("ready")) {
                after.type("x + 1\r").awaitOutput("Int = 42").awaitRepl("ready");
                whole.awaitOutput("Int = 42");
                whole.awaitOffset(after.offset());
                after.awaitOffset(whole.offset());
                assertThat(after.skipped()).isZero();
                assertThat(whole.bytes()).isEqualTo(joined(before.bytes(), after.bytes()));
                after.type("while true {}\r").awaitRepl("running");
                after.send("{\"type\":\"interrupt\"}").awaitRepl("ready");
                after.submit("x + 2").awaitOutput("Int = 43");
            }
            visitor.end();
            Eventually.holds(
                    "the container is removed", () -> server.containers().isEmpty());
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
