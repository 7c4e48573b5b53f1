package dev.swiftlet.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.run.CompilerOptions;
import dev.swiftlet.run.Diagnostic;
import dev.swiftlet.run.Phase;
import dev.swiftlet.run.RunMode;
import dev.swiftlet.run.RunOutcome;
import dev.swiftlet.run.Verdict;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the server says of its own calls is what the code has.
@QuarkusTest
class OpenApiIT {
    private static final String NOBODY = "00112233445566778899aabbccddeeff";

    /// Sends what calls itself a form without making one of it.
    private static final RestAssuredConfig AS_IT_IS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs("multipart/form-data", ContentType.TEXT));

    @TestHTTPResource
    URI root;

    private static JsonPath document() {
        return given().queryParam("format", "JSON")
                .get("/api/openapi")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void hasNamesOf(JsonPath document, String schema, Class<? extends Enum<?>> type) {
        assertThat(document.getList("components.schemas." + schema + ".enum", String.class))
                .containsExactlyElementsOf(
                        Stream.of(type.getEnumConstants()).map(RunJson::name).toList());
    }

    private static List<String> components(Class<? extends Record> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    @Test
    void onlyOurCallsAreInIt() {
        List<String> paths = List.copyOf(document().getMap("paths").keySet().stream()
                .map(String::valueOf)
                .toList());

        assertThat(paths)
                .allSatisfy(path -> assertThat(path).startsWith("/api/"))
                .contains(
                        "/api/runs",
                        "/api/format",
                        "/api/toolchains",
                        "/api/sessions",
                        "/api/sessions/{id}",
                        "/api/saved");
    }

    /// Wrong requests of each kind that a call can get.
    private List<Integer> refusals(String method, String path) {
        String origin = "http://localhost:" + root.getPort();
        String address = path.replace("{id}", NOBODY);
        boolean hasBody = method.equals("post") || method.equals("put");
        RequestSpecification ours = given().header("Origin", origin).header("X-Swiftlet", "1");
        List<Response> answers = new ArrayList<>();
        answers.add(given().header("Host", "evil.example").request(method, address));
        answers.add(given().spec(ours).contentType("application/json").request(method, address));
        answers.add(given().spec(ours)
                .contentType("application/json")
                .accept("text/xml")
                .request(method, address));
        answers.add(given().spec(ours).request(method, address + "?%zz"));
        if (hasBody) {
            answers.add(given().spec(ours)
                    .config(AS_IT_IS)
                    .contentType("multipart/form-data; boundary=x")
                    .body("x")
                    .request(method, address));
            answers.add(
                    given().spec(ours).contentType("application/json").body("{").request(method, address));
            answers.add(given().spec(ours)
                    .contentType("application/json")
                    .body(" ".repeat(2_000_000))
                    .request(method, address));
        }
        return answers.stream().map(Response::statusCode).toList();
    }

    /// Nothing here creates a session: no request is right.
    @Test
    void whatIsAnsweredIsInIt() {
        JsonPath document = document();
        Map<String, Map<String, Map<String, ?>>> paths = document.getMap("paths");
        List<String> unknown = new ArrayList<>();
        paths.forEach((path, methods) -> methods.forEach((method, operation) -> {
            if (path.equals("/api/sessions") && method.equals("post")) {
                return; // no body is a good one there; its answers are below
            }
            Map<?, ?> known = (Map<?, ?>) operation.get("responses");
            refusals(method, path).stream()
                    .filter(status -> !known.containsKey(String.valueOf(status)))
                    .forEach(status -> unknown.add(method + " " + path + ": " + status));
        }));
        assertThat(paths).hasSizeGreaterThan(8);
        assertThat(unknown).isEmpty();
    }

    @Test
    void theCallsOfSessionsSayWhatTheyAnswer() {
        JsonPath document = document();

        answers(document, "/api/sessions", "post", "201", "400", "403", "404", "413", "415", "429", "503");
        answers(document, "/api/sessions", "get", "200", "403");
        answers(document, "/api/sessions/{id}", "get", "200", "404");
        answers(document, "/api/sessions/{id}", "delete", "204", "403", "404");
        answers(document, "/api/sessions/{id}/files", "put", "204", "400", "404", "413", "415");
        answers(document, "/api/sessions/{id}/files", "get", "200", "404", "503");
        answers(document, "/api/sessions/{id}/runs", "post", "201", "400", "404", "409", "413", "415");
        answers(document, "/api/sessions/{id}/runs", "get", "200", "404");
        answers(document, "/api/saved", "get", "200", "503");
        answers(document, "/api/saved/{id}", "get", "200", "404", "503");
        answers(document, "/api/saved/{id}", "delete", "204", "404", "503");
        answers(document, "/api/saved/{id}/transcript", "get", "200", "404", "503");
        answers(document, "/api/runs", "post", "200", "400", "403", "406", "408", "413", "415", "500", "503");
        answers(document, "/api/format", "post", "200", "400", "403", "406", "408", "413", "415", "422", "500", "503");
        assertThat(document.getMap("paths.'/api/sessions'.post.responses").keySet().stream()
                        .map(String::valueOf))
                .doesNotContain("200");
        assertThat(document.getString(
                        "paths.'/api/sessions'.post.responses.'201'.content.'application/json'.schema.'$ref'"))
                .endsWith("/Session");
        assertThat(document.getString("paths.'/api/sessions'.post.responses.'400'.'$ref'"))
                .endsWith("/Refusal");
        assertThat(document.getString("components.responses.Refusal.content.'application/problem+json'.schema.'$ref'"))
                .endsWith("/Problem");
    }

    private static void answers(JsonPath document, String path, String method, String... statuses) {
        assertThat(document.getMap("paths.'%s'.%s.responses".formatted(path, method)).keySet().stream()
                        .map(String::valueOf))
                .as(method + " " + path)
                .contains(statuses);
    }

    @Test
    void namesAreThoseOfTheCode() {
        JsonPath document = document();

        hasNamesOf(document, "RunMode", RunMode.class);
        hasNamesOf(document, "RunOutcome", RunOutcome.class);
        hasNamesOf(document, "Phase", Phase.class);
        hasNamesOf(document, "Severity", Diagnostic.Severity.class);
        hasNamesOf(document, "Optimization", CompilerOptions.Optimization.class);
        hasNamesOf(document, "Warnings", CompilerOptions.Warnings.class);
        hasNamesOf(document, "StrictConcurrency", CompilerOptions.StrictConcurrency.class);
        assertThat(document.getMap("components.schemas.Verdict.properties").keySet())
                .map(String::valueOf)
                .containsExactlyInAnyOrderElementsOf(components(Verdict.class));
        assertThat(document.getMap("components.schemas.Diagnostic.properties").keySet())
                .map(String::valueOf)
                .containsExactlyInAnyOrderElementsOf(components(Diagnostic.class));
        assertThat(document.getMap("components.schemas.Problem.properties").keySet())
                .map(String::valueOf)
                .containsExactlyInAnyOrderElementsOf(components(Problem.class));
    }
}
