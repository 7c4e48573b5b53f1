package dev.swiftlet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swiftlet.run.SandboxedRuns;
import dev.swiftlet.web.Eventually;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// More programs than the server takes, and larger ones: each is run or refused with a reason, and the next is run.
@QuarkusTest
class ManyPostsIT {
    private static final int POSTS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TestHTTPResource("/api/runs")
    URI runsUri;

    @Inject
    SandboxedRuns runs;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    @AfterEach
    void theNextRunIsUnharmed() throws Exception {
        Eventually.holds("no run is left", () -> runs.running() == 0 && runs.waiting() == 0);
        JsonNode answer = json.readTree(post("print(\"next\")").join().body());
        assertThat(answer.path("stdout").asText()).as(answer.toString()).isEqualTo("next\n");
    }

    @Test
    void twoHundredAtOnce() throws Exception {
        long began = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> posts = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
            posts.add(post("print(\"number %d\")".formatted(i)));
        }
        int run = 0;
        for (int i = 0; i < POSTS; i++) {
            HttpResponse<String> answer = posts.get(i).join();
            JsonNode body = json.readTree(answer.body());
            if (answer.statusCode() == 200) {
                assertThat(body.path("stdout").asText()).as(answer.body()).isEqualTo("number %d\n".formatted(i));
                run++;
            } else {
                assertRefused(answer, 503, "busy");
                assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                        .isBetween(1L, 60L);
            }
        }
        Measured.say("%d posts at once: %d run, %d refused, %.1f s"
                .formatted(POSTS, run, POSTS - run, Measured.secondsSince(began)));
        assertThat(run).isBetween(1, POSTS - 1);
    }

    @Test
    void tenMegabytesOfSource() throws Exception {
        assertRefused(post("// %s".formatted("x".repeat(10_000_000))).join(), 413, "too-large");
    }

    private void assertRefused(HttpResponse<String> answer, int status, String kind) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.path("type").asText()).isEqualTo("urn:swiftlet:problem:" + kind);
        assertThat(problem.path("detail").asText()).isNotEmpty();
    }

    private CompletableFuture<HttpResponse<String>> post(String source) {
        return http.sendAsync(
                HttpRequest.newBuilder(runsUri)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json.createObjectNode()
                                .put("source", source)
                                .put("cache", false)
                                .toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
