package dev.swiftlet.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swiftlet.web.Eventually;
import dev.swiftlet.web.LiveServer;
import dev.swiftlet.web.RunBeside;
import dev.swiftlet.web.TestClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The server dies while programs run, one beside a REPL and one over HTTP: nobody knows any more what they were, so
/// both end, whoever waits for them is told, and the REPL goes on.
class RunRestartIT {
    private static final String ENDLESS = "print(\"going\"); while true {}";

    @Test
    void programsOfAKilledServerEndAndTheReplGoesOn() throws Exception {
        try (PackagedServer server =
                new PackagedServer().option("swiftlet.pool.floor", "0").start()) {
            LiveServer visitor = LiveServer.createSession(server.uri());
            TestClient before = visitor.joinAtPrompt();
            before.type("let x = 41\r").awaitOutput("x: Int = 41").awaitRepl("ready");
            String own = server.containers().getFirst();
            RunBeside run = RunBeside.begin(visitor, ENDLESS, 600);
            TestClient runBefore = run.join().awaitOutput("going");
            BufferedReader overHttp = post(server);
            assertThat(overHttp.readLine()).isEqualTo("going");
            assertThat(server.containers()).hasSize(2);

            server.kill();
            runBefore.awaitClose();
            assertThatThrownBy(overHttp::readLine).isInstanceOf(IOException.class);
            long began = System.nanoTime();
            server.start();

            try (TestClient after = visitor.open().join(before.offset())) {
                assertThat(after.await("run").path("id").isNull()).isTrue();
                after.awaitRepl("ready").type("x + 1\r").awaitOutput("Int = 42");
                try (TestClient runAfter = run.join()) {
                    assertThat(runAfter.await("closed").path("reason").asText()).isEqualTo("run-over");
                }
                Eventually.holds(
                        "the program has ended",
                        () -> PackagedServer.programs(own).isEmpty());
                Eventually.holds(
                        "only the session's sandbox is left",
                        () -> server.containers().equals(List.of(own)));
                Measured.say("a killed server's runs: gone %.1f s after the next start"
                        .formatted(Measured.secondsSince(began)));
                try (TestClient next =
                        RunBeside.begin(visitor, "print(\"next\")", 10).join()) {
                    next.awaitOutput("next");
                    RunBeside.verdict(next, "success");
                }
                after.type("x + 2\r").awaitOutput("Int = 43");
            }
        }
    }

    /// A program whose output comes as it prints.
    private static BufferedReader post(PackagedServer server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/api/runs"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(ENDLESS))
                .build();
        return new BufferedReader(new InputStreamReader(
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8));
    }
}
