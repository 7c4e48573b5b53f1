package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swiftlet.run.SandboxedRuns;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Who finds no place, at once or in the end, is told so by the status, in whatever form the answer was wanted.
@QuarkusTest
@TestProfile(BusyRunsIT.OneRun.class)
class BusyRunsIT {
    private static final List<String> FORMS =
            List.of("application/json", "application/x-ndjson", "text/event-stream", "text/plain");

    /// One runs, as many wait as there are forms and calls.
    public static final class OneRun implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "swiftlet.run.concurrency", "1",
                    "swiftlet.run.max-waiting", "5",
                    "swiftlet.run.waiting-timeout", "15s",
                    "swiftlet.run.run-time-max", "10m");
        }
    }

    @TestHTTPResource
    URI root;

    @Inject
    SandboxedRuns runs;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpRequest request(String path, String accept, String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + root.getPort() + path))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private CompletableFuture<HttpResponse<String>> ask(String path, String accept) {
        return client.sendAsync(
                request(path, accept, "{\"source\": \"print(1)\"}"), HttpResponse.BodyHandlers.ofString());
    }

    private static void isBusy(HttpResponse<String> answer, String detail) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        var problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("type").asText()).isEqualTo("urn:swiftlet:problem:busy");
        assertThat(problem.path("detail").asText()).contains(detail);
    }

    @Test
    void whoFindsNoPlaceIsToldSo() throws Exception {
        HttpResponse<InputStream> holder = client.send(
                request(
                        "/api/runs",
                        "text/plain",
                        "{\"source\": \"import Glibc\\nprint(1)\\nsleep(500)\", \"limits\": {\"runSeconds\": 600}}"),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream output = holder.body()) {
            assertThat(output.read()).isEqualTo('1');

            List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
            FORMS.forEach(form -> waiting.add(ask("/api/runs", form)));
            waiting.add(ask("/api/format", "application/json"));
            Eventually.holds("as many wait as may", () -> runs.waiting() == 5);
            isBusy(ask("/api/runs", "text/event-stream").get(60, TimeUnit.SECONDS), "As many programs wait");
            isBusy(ask("/api/format", "application/json").get(60, TimeUnit.SECONDS), "As many programs wait");

            for (CompletableFuture<HttpResponse<String>> each : waiting) {
                isBusy(each.get(150, TimeUnit.SECONDS), "no sandbox came free in time");
            }
            assertThat(runs.running()).isEqualTo(1);
        }
        Eventually.holds("the run of a reader that went away is over", () -> runs.running() == 0);
    }
}
