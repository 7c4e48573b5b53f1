package dev.swiftlet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.web.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What an operator does to a container behind our back.
@QuarkusTest
class ContainerFaultsIT extends LiveSession {
    private static final int LINES = 3000;

    @Test
    void aPausedContainerGoesOnToTheByte() throws Exception {
        try (TestClient client = visitor.joinAtPrompt()) {
            client.type("import Glibc\r").awaitRepl("running").awaitRepl("ready");
            client.type("for i in 1...%d { print(\"line \\(i)\"); usleep(2000) }\r".formatted(LINES))
                    .awaitOutput("line 100");
            PackagedServer.docker("pause", container());

            long end = System.nanoTime()
                    + Duration.ofSeconds(Measured.times(15, 60)).toNanos();
            while (System.nanoTime() < end) {
                client.send("{\"type\":\"ping\",\"id\":1}").await("pong");
            }
            PackagedServer.docker("unpause", container());

            client.awaitOutput("line " + LINES).awaitRepl("ready");
            client.type("6 * 7\r").awaitOutput("Int = 42");
            String all = new String(client.bytes(), StandardCharsets.UTF_8);
            assertThat(all.contains(IntStream.rangeClosed(1, LINES)
                            .mapToObj(i -> "line " + i + "\r\n")
                            .collect(Collectors.joining())))
                    .isTrue();
            assertThat(client.skipped()).isZero();
        }
    }

    @Test
    void aKilledContainerIsTold() throws Exception {
        try (TestClient client = visitor.joinAtPrompt()) {
            long began = System.nanoTime();
            PackagedServer.docker("kill", container());
            JsonNode closed = client.await("closed");
            Measured.say("docker kill: told «%s» after %.1f s"
                    .formatted(closed.path("message").asText(), Measured.secondsSince(began)));
            assertThat(closed.path("reason").asText()).isEqualTo("sandbox-lost");
            assertThat(closed.path("sessionOver").asBoolean()).isTrue();
        }
    }

    private String container() throws Exception {
        return engine.list().getFirst().value();
    }
}
