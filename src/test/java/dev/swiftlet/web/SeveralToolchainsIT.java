package dev.swiftlet.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Toolchains that differ by what the configuration says of them.
@QuarkusTest
@TestProfile(SeveralToolchains.class)
class SeveralToolchainsIT {
    private static final String PROGRAM = "#if CLASSROOM\\nprint(\\\"class\\\")\\n#else\\nprint(\\\"all\\\")\\n#endif";

    private static ValidatableResponse run(String toolchain, String more) {
        return given().contentType("application/json")
                .body("{\"source\": \"%s\", \"toolchain\": \"%s\"%s}".formatted(PROGRAM, toolchain, more))
                .post("/api/runs")
                .then();
    }

    @Test
    void eachCompilesWithItsOwnFlags() {
        run("classroom", "").body("stdout", is("class\n")).body("reproduce", containsString("-D CLASSROOM"));
        run("swift-6.0", "").body("stdout", is("all\n"));
    }

    @Test
    void eachHasItsOwnOptions() {
        run("classroom", ", \"options\": {\"languageVersion\": \"6\"}")
                .statusCode(400)
                .body("field", is("options.languageVersion"));
        run("classroom", ", \"options\": {\"upcomingFeatures\": [\"ConciseMagicFile\"]}")
                .statusCode(400)
                .body("detail", containsString("ExistentialAny"));
    }

    @Test
    void theOneWithoutAnImageIsShownWithTheReason() throws Exception {
        Eventually.holds(
                "the missing image is known",
                () -> !given().get("/api/toolchains").jsonPath().getBoolean("find { it.id == 'swift-9.0' }.available"));

        given().get("/api/toolchains")
                .then()
                .body("id", equalTo(List.of("classroom", "swift-6.0", "swift-9.0")))
                .body("find { it.id == 'swift-9.0' }.reason", containsString("image"))
                .body("find { it.id == 'swift-9.0' }.reason", not(containsString("nobody-built-this")))
                .body("find { it.id == 'swift-6.0' }.isDefault", is(true))
                .body("find { it.id == 'classroom' }.languageVersions", equalTo(List.of("5")))
                .body("find { it.id == 'classroom' }.features", equalTo(List.of("ExistentialAny")));
        run("swift-9.0", "")
                .statusCode(503)
                .body("type", is("urn:swiftlet:problem:toolchain-unavailable"))
                .body("field", is("toolchain"));
    }

    @Test
    void unknownOnesAreAnsweredWithThoseThatThereAre() {
        run("swift-1.0", "").statusCode(400).body("detail", containsString("classroom, swift-6.0, swift-9.0"));
    }
}
