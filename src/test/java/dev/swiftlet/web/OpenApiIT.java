package dev.swiftlet.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.run.CompilerOptions;
import dev.swiftlet.run.Diagnostic;
import dev.swiftlet.run.Phase;
import dev.swiftlet.run.RunMode;
import dev.swiftlet.run.RunOutcome;
import dev.swiftlet.run.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the server says of its own calls is what the code has.
@QuarkusTest
class OpenApiIT {
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
