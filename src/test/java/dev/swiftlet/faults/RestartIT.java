package dev.swiftlet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.web.Eventually;
import dev.swiftlet.web.LiveServer;
import dev.swiftlet.web.TestClient;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The packaged server stops, however it does, and people go on where they were.
class RestartIT {
    @Test
    void aServerThatIsToldToStopSaysSoAndKeepsItsSandboxes() throws Exception {
        try (PackagedServer server =
                new PackagedServer().option("swiftlet.pool.floor", "0").start()) {
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

    /// LLDB gives the number of a failed entry's line to the next one.
    @Test
    void whatWasUnderWayAtAKillIsEnteredAgainAlsoAfterAFailure() throws Exception {
        try (PackagedServer server =
                new PackagedServer().option("swiftlet.pool.floor", "0").start()) {
            LiveServer visitor = LiveServer.createSession(server.uri());
            TestClient before = visitor.joinAtPrompt();
            before.submit("import Foundation").await("accepted");
            before.submit("var a = 1").await("accepted");
            before.submit("let bad: Int = \"q\"").awaitOutput("error:").awaitRepl("ready");
            before.submit(
                            "let z: Int = { print(\"be\" + \"gun\"); sleep(2); print(\"on its \" + \"way\"); sleep(10); return 7 }()")
                    .awaitOutput("on its way");

            server.kill();
            before.awaitClose();
            server.start();

            try (TestClient after = visitor.open().join(before.offset())) {
                after.awaitOutput("z: Int = 7").awaitRepl("ready");
                after.submit(":quit").awaitRepl("ended");
                after.send("{\"type\":\"restart\",\"replay\":true}");
                JsonNode over = after.await(
                        "replay", message -> !message.path("running").asBoolean());
                assertThat(over.path("total").asInt()).isEqualTo(3);
                assertThat(over.path("done").asInt()).isEqualTo(3);
                after.submit("z + a + 1").awaitOutput("Int = 9");
            }
        }
    }

    @Test
    void manyAreAdoptedAtOnceAndLetGoInTime() throws Exception {
        int count = Integer.getInteger("swiftlet.test.sessions", 8);
        try (PackagedServer server = new PackagedServer()
                .option("swiftlet.session.max-per-address", "100")
                .option("swiftlet.session.max-per-owner", "100")
                .option("swiftlet.sandbox.max", "100")
                .option("swiftlet.pool.floor", "0")
                .start()) {
            List<LiveServer> visitors = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                visitors.add(LiveServer.createSession(server.uri()));
                visitors.getLast().joinAtPrompt().close();
            }

            server.kill();
            server.start();
            List<TestClient> back = new ArrayList<>();
            for (LiveServer visitor : visitors) {
                back.add(visitor.open().join(0L));
            }
            back.forEach(client -> client.awaitRepl("ready"));
            Eventually.holds("all are adopted", () -> server.log().contains("sessions adopted in"));
            Duration took = server.terminate();

            server.log()
                    .lines()
                    .filter(line -> line.contains("sessions adopted in"))
                    .forEach(System.out::println);
            System.out.println("stopped with " + count + " sessions in " + took.toMillis() + " ms");
            assertThat(server.log()).contains(count + " of " + count + " sessions adopted");
            back.forEach(client -> assertThat(client.awaitClose()).isEqualTo(4512));
            assertThat(took).isLessThan(Duration.ofSeconds(10));
            assertThat(server.containers()).hasSize(count);
        }
    }

    @Test
    void whoComesBackToALostSandboxIsToldAndMayStartAgain() throws Exception {
        try (PackagedServer server =
                new PackagedServer().option("swiftlet.pool.floor", "0").start()) {
            LiveServer visitor = LiveServer.createSession(server.uri());
            TestClient before = visitor.joinAtPrompt();
            before.type("let x = 41\r").awaitOutput("x: Int = 41");
            before.await("accepted");
            server.terminate();
            for (String container : server.containers()) {
                PackagedServer.docker("rm", "-f", container);
            }

            server.start();

            try (TestClient after = visitor.open().join(before.offset())) {
                JsonNode closed = after.await("closed");
                assertThat(closed.path("reason").asText()).isEqualTo("sandbox-lost");
                assertThat(closed.path("sessionOver").asBoolean()).isTrue();
                assertThat(closed.path("saved").asBoolean()).isTrue();
            }
        }
    }

    @Test
    void aContainerThatNobodyKnowsIsRemoved() throws Exception {
        try (PackagedServer server =
                new PackagedServer().option("swiftlet.pool.floor", "0").start()) {
            LiveServer visitor = LiveServer.createSession(server.uri());
            visitor.joinAtPrompt().close();
            server.kill();
            Files.delete(server.directory().resolve("data/swiftlet.mv.db"));

            server.start();

            Eventually.holds("it is removed", () -> server.containers().isEmpty());
        }
    }

    private interface Stop {
        void stop(PackagedServer server) throws Exception;
    }

    private static void goesOn(Stop stop) throws Exception {
        try (PackagedServer server =
                new PackagedServer().option("swiftlet.pool.floor", "0").start()) {
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
