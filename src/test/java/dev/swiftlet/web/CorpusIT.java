package dev.swiftlet.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The programs of `src/test/resources/run/corpus`, each run by the real compiler in a real sandbox, and each with the
/// verdict that it says it has.
@QuarkusTest
class CorpusIT {
    private static final Path CORPUS = Path.of("src/test/resources/run/corpus");
    private static final JsonMapper JSON = new JsonMapper();
    /// More than the longest of their limits, on a busy machine.
    private static final RestAssuredConfig PATIENT = RestAssuredConfig.config()
            .httpClient(HttpClientConfig.httpClientConfig().setParam("http.socket.timeout", 300_000));

    static Stream<CorpusProgram> programs() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.sorted().map(CorpusProgram::read).toList().stream();
        }
    }

    @Test
    void thereAreAsManyAsPromised() throws IOException {
        assertThat(programs()).hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void hasItsVerdict(CorpusProgram program) throws JsonProcessingException {
        String answer = given().config(PATIENT)
                .contentType("application/json")
                .accept("application/json")
                .body(program.request().toString())
                .post("/api/runs")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        JsonNode verdict = JSON.readTree(answer);
        for (CorpusProgram.Expectation expected : program.expectations()) {
            check(verdict, expected.key(), expected.value(), "%s: %s".formatted(expected, shortened(answer)));
        }
    }

    private static void check(JsonNode verdict, String key, String value, String says) {
        switch (key) {
            case "outcome" ->
                assertThat(verdict.path("outcome").asText()).as(says).isEqualTo(value);
            case "outcome-in" ->
                assertThat(List.of(value.split(", ")))
                        .as(says)
                        .contains(verdict.path("outcome").asText());
            case "outcome-not" ->
                assertThat(verdict.path("outcome").asText()).as(says).isNotEqualTo(value);
            case "exit" ->
                assertThat(verdict.path("exitCode").asInt(-1)).as(says).isEqualTo(Integer.parseInt(value));
            case "signal-in" ->
                assertThat(List.of(value.split(", ")))
                        .as(says)
                        .contains(verdict.path("signal").asText());
            case "signal" ->
                assertThat(verdict.path("signal").asText()).as(says).isEqualTo(value);
            case "stdout", "stderr" ->
                assertThat(verdict.path(key).asText()).as(says).isEqualTo(value);
            case "stdout-not" ->
                assertThat(verdict.path("stdout").asText()).as(says).doesNotContain(value);
            case "stdout-bytes", "stderr-bytes" ->
                assertThat(verdict.path(key.substring(0, "stdout".length()))
                                .asText()
                                .getBytes(StandardCharsets.UTF_8))
                        .as(says)
                        .hasSize(Integer.parseInt(value));
            case "dropped-stdout", "dropped-stderr" ->
                assertThat(verdict.path("dropped")
                                .path(key.substring("dropped-".length()) + "Bytes")
                                .asLong())
                        .as(says)
                        .isEqualTo(Long.parseLong(value));
            case "crash-contains" ->
                assertThat(verdict.path("crash").path("message").asText())
                        .as(says)
                        .contains(value);
            case "crash-line" ->
                assertThat(verdict.path("crash").path("line").asInt()).as(says).isEqualTo(Integer.parseInt(value));
            case "diagnostics" ->
                assertThat(verdict.path("diagnostics")).as(says).hasSize(Integer.parseInt(value));
            case "diagnostic" ->
                assertThat(texts(verdict.path("diagnostics"), CorpusIT::diagnostic))
                        .as(says)
                        .contains(value);
            case "diagnostic-severity" ->
                assertThat(texts(
                                verdict.path("diagnostics"),
                                each -> each.path("severity").asText()))
                        .as(says)
                        .contains(value);
            case "note" ->
                assertThat(verdict.path("diagnostics").findValues("notes").stream()
                                .flatMap(notes -> texts(notes, CorpusIT::note).stream()))
                        .as(says)
                        .contains(value);
            case "fix-it" ->
                assertThat(verdict.path("diagnostics").findValues("fixIts").stream()
                                .flatMap(all -> texts(all, CorpusIT::fixIt).stream()))
                        .as(says)
                        .contains(value);
            case "value" ->
                assertThat(texts(verdict.path("values"), CorpusIT::value))
                        .as(says)
                        .contains(value);
            default -> throw new IllegalArgumentException("no such expectation: " + key);
        }
    }

    private static List<String> texts(JsonNode all, Function<JsonNode, String> text) {
        return StreamSupport.stream(all.spliterator(), false).map(text).toList();
    }

    private static String diagnostic(JsonNode of) {
        String file = of.path("file").asText();
        return "%s %s%s %s"
                .formatted(
                        of.path("severity").asText(),
                        file.equals("main.swift") ? "" : file + ":",
                        start(of),
                        of.path("message").asText());
    }

    private static String note(JsonNode of) {
        return start(of) + " " + of.path("message").asText();
    }

    private static String fixIt(JsonNode of) {
        JsonNode range = of.path("range");
        return "%s-%d:%d %s"
                .formatted(
                        start(of),
                        range.path("endLine").asInt(),
                        range.path("endColumn").asInt(),
                        of.path("text").asText());
    }

    private static String value(JsonNode of) {
        return of.path("range").path("startLine").asInt() + " "
                + of.path("value").asText();
    }

    private static String start(JsonNode of) {
        JsonNode range = of.path("range");
        return range.path("startLine").asInt() + ":" + range.path("startColumn").asInt();
    }

    private static String shortened(String answer) {
        return answer.length() > 3000 ? answer.substring(0, 3000) + "…" : answer;
    }
}
