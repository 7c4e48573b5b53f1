package dev.swiftlet.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swiftlet.run.SandboxedRuns;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs over HTTP, in each form, run by real compilers in real sandboxes.
@QuarkusTest
class RunsResourceIT {
    private static final String LINES = "application/x-ndjson";

    @TestHTTPResource
    URI root;

    @Inject
    SandboxedRuns runs;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    private URI uri(String path) {
        return URI.create("http://localhost:" + root.getPort() + path);
    }

    private static RequestSpecification program() {
        return given().contentType("application/json");
    }

    private static String source(String swift) {
        return new ObjectMapper().createObjectNode().put("source", swift).toString();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("title", notNullValue())
                .body("detail", notNullValue());
    }

    /// As `curl --data-binary @hello.swift` sends it.
    private HttpResponse<String> plain(String path, String swift) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "*/*")
                        .POST(HttpRequest.BodyPublishers.ofString(swift))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private List<JsonNode> events(String body, String accept) throws Exception {
        HttpResponse<Stream<String>> response = client.send(
                HttpRequest.newBuilder(uri("/api/runs"))
                        .header("Content-Type", "application/json")
                        .header("Accept", accept)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(accept);
        List<JsonNode> events = new ArrayList<>();
        for (String line : response.body().toList()) {
            String object = accept.equals(LINES) ? line : line.startsWith("data: ") ? line.substring(6) : "";
            if (!object.isEmpty()) {
                events.add(json.readTree(object));
            }
        }
        return events;
    }

    @Test
    void oneVerdict() {
        program()
                .body("{\"source\": \"import Foundation\\nprint(readLine()!, CommandLine.arguments[1], "
                        + "ProcessInfo.processInfo.environment[\\\"WHO\\\"]!)\","
                        + "\"stdin\": \"in\\n\", \"arguments\": [\"arg\"], \"environment\": {\"WHO\": \"me\"}}")
                .post("/api/runs")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Swiftlet-Outcome", "success")
                .header("Cache-Control", "no-store")
                .body("outcome", is("success"))
                .body("exitCode", is(0))
                .body("stdout", is("in arg me\n"))
                .body("stderr", is(""))
                .body("diagnostics.size()", is(0))
                .body("phases.phase", equalTo(List.of("compile", "link", "run")))
                .body("reproduce", containsString("swiftc"));
    }

    @Test
    void errorsOfTheCompilerHaveTheirPlacesNotesAndFixIts() {
        program()
                .body(source("struct P { let x = 1 }\nvar p = P()\np.x = 2\n"))
                .post("/api/runs")
                .then()
                .statusCode(200)
                .body("outcome", is("compile-error"))
                .body("diagnostics[0].severity", is("error"))
                .body("diagnostics[0].file", is("main.swift"))
                .body("diagnostics[0].range.startLine", is(3))
                .body("diagnostics[0].notes[0].fixIts[0].text", is("var"));
    }

    @Test
    void crashesHaveTheirMessageLineAndSignal() {
        program()
                .body(source("func pick(_ a: [Int]) -> Int {\n  a[7]\n}\nprint(pick([1]))\n"))
                .post("/api/runs")
                .then()
                .body("outcome", is("runtime-error"))
                .body("signal", startsWith("SIG"))
                .body("crash.message", is("Fatal error: Index out of range"))
                .body("crash.file", is("main.swift"))
                .body("crash.line", is(2))
                .body("crash.backtrace[0].function", is("pick(_:)"));
    }

    @Test
    void severalFilesAreOneProgram() {
        program()
                .body(
                        "{\"files\": {\"main.swift\": \"print(twice(21))\", \"Twice.swift\": \"func twice(_ n: Int) -> Int { 2 * n }\"}}")
                .post("/api/runs")
                .then()
                .body("outcome", is("success"))
                .body("stdout", is("42\n"));
    }

    @Test
    void optionsReachTheCompiler() {
        program()
                .body("{\"source\": \"#if swift(>=6)\\nprint(6)\\n#else\\nprint(5)\\n#endif\\n"
                        + "#if hasFeature(ExistentialAny)\\nprint(\\\"any\\\")\\n#endif\","
                        + "\"options\": {\"languageVersion\": \"6\", \"optimization\": \"speed\","
                        + "\"upcomingFeatures\": [\"ExistentialAny\"]}}")
                .post("/api/runs")
                .then()
                .body("stdout", is("6\nany\n"));
    }

    @Test
    void checkingRunsNothing() {
        program()
                .body("{\"source\": \"let n: Int = 3\\nprint(n)\", \"mode\": \"check\"}")
                .post("/api/runs")
                .then()
                .body("outcome", is("success"))
                .body("stdout", is(""))
                .body("phases.size()", is(1));
    }

    @Test
    void bytesThatAreNoTextBecomeReplacements() {
        program()
                .body(source("import Glibc\nvar b: [UInt8] = [0x61, 0xff, 0x62, 0x0a]\nwrite(1, &b, 4)\n"))
                .post("/api/runs")
                .then()
                .body("stdout", is("a\ufffdb\n"));
    }

    @Test
    void anIdenticalRequestIsAnsweredFromTheCache() throws Exception {
        String body = source("print(\"the same\")");
        program().body(body).post("/api/runs").then().body("outcome", is("success"));
        Eventually.holds(
                "the cache answers",
                () -> program().body(body).post("/api/runs").jsonPath().getBoolean("cached"));
        program()
                .body("{\"source\": \"print(\\\"the same\\\")\", \"cache\": false}")
                .post("/api/runs")
                .then()
                .body("cached", is(false))
                .body("stdout", is("the same\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {LINES, "text/event-stream"})
    void eventsAsTheyHappen(String accept) throws Exception {
        List<JsonNode> events = events(
                source("import Glibc\nlet unused = 1\nprint(\"out\")\nfputs(\"err\\n\", stderr)\nexit(3)\n"), accept);

        assertThat(events).extracting(each -> each.path("type").asText()).contains("phase", "stdout", "stderr", "exit");
        assertThat(events.getFirst().path("phase").asText()).isEqualTo("compile");
        JsonNode exit = events.getLast();
        assertThat(exit.path("type").asText()).isEqualTo("exit");
        assertThat(exit.path("outcome").asText()).isEqualTo("runtime-error");
        assertThat(exit.path("exitCode").asInt()).isEqualTo(3);
    }

    @Test
    void outputComesWhileTheProgramRuns() throws Exception {
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(uri("/api/runs"))
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "import Glibc\nprint(\"first\")\nsleep(9)\nprint(\"never read\")\n"))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        byte[] first = response.body().readNBytes(6);
        int running = runs.running();
        response.body().close();

        assertThat(new String(first, StandardCharsets.UTF_8)).isEqualTo("first\n");
        assertThat(running).isPositive();
        Eventually.holds("the run of a reader that went away is over", () -> runs.running() == 0);
    }

    @Test
    void aProgramIsPrintedAsItPrints() throws Exception {
        HttpResponse<String> response = plain("/api/runs", "print(\"hello\")\n");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(response.body()).isEqualTo("hello\n");
    }

    @Test
    void theQuerySaysMore() throws Exception {
        assertThat(plain(
                                "/api/runs?argument=a&argument=b%20c&stdin=x%0A&languageVersion=6&toolchain=swift-6.0&cache=false",
                                "print(CommandLine.arguments.dropFirst(), readLine()!)")
                        .body())
                .isEqualTo("[\"a\", \"b c\"] x\n");
        assertThat(plain("/api/runs?mode=check", "let a: Int = \"\"\n").body()).isEqualTo("""
                        main.swift:1:14: error: cannot convert value of type 'String' to specified type 'Int'
                        let a: Int = ""
                                     ^~
                        swiftlet: compile-error
                        """);
        assertThat(plain("/api/runs?flags=-Xlinker", "print(1)").statusCode()).isEqualTo(400);
    }

    @Test
    void failuresEndWithALineThatSaysWhy() throws Exception {
        assertThat(plain("/api/runs", "print(1)\nfatalError(\"gone\")\n").body())
                .startsWith("1\n")
                .containsPattern("swiftlet: runtime-error: Fatal error: gone, main.swift:2 \\(SIG[A-Z]+\\)\n$");
        assertThat(plain("/api/runs", "import Glibc\nexit(4)\n").body())
                .endsWith("swiftlet: runtime-error (exit code 4)\n");
        assertThat(plain("/api/runs", "let x = \n").body())
                .startsWith("main.swift:")
                .endsWith("swiftlet: compile-error\n");
    }

    @Test
    void theOutcomeIsInTheTrailer() throws Exception {
        byte[] body = "print(1)\n".getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket("localhost", root.getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/runs HTTP/1.1\r\nHost: localhost:" + root.getPort() + "\r\nContent-Length: "
                                    + body.length + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                    .contains("trailer: swiftlet-outcome, swiftlet-exit-code")
                    .containsPattern("\r\n0\r\nswiftlet-outcome: success\r\nswiftlet-exit-code: 0\r\n\r\n$");
        }
    }

    /// The whole of a flood passes a reader that takes it in small pieces.
    @Test
    void aSlowReaderLosesNothing() throws Exception {
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(uri("/api/runs"))
                        .header("Content-Type", "text/plain")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "let line = String(repeating: \"x\", count: 1023)\nfor _ in 0..<1000 { print(line) }\n"))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        long read = 0;
        byte[] piece = new byte[10_000];
        try (InputStream in = response.body()) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                read += n;
                Thread.onSpinWait();
            }
        }
        assertThat(read).isEqualTo(1000L * 1024);
    }

    @Test
    void whatIsBeyondTheOutputLimitIsCounted() {
        program()
                .body(
                        "{\"source\": \"print(String(repeating: \\\"x\\\", count: 5000))\", \"limits\": {\"outputKiB\": 1}}")
                .post("/api/runs")
                .then()
                .body("outcome", is("success"))
                .body("dropped.stdoutBytes", is(5001 - 1024));
    }

    @Test
    void programsThatDoNotEndAreEnded() throws Exception {
        program()
                .body("{\"source\": \"while true {}\", \"limits\": {\"runSeconds\": 0.5}}")
                .post("/api/runs")
                .then()
                .body("outcome", is("timeout"))
                .body("detail", notNullValue());
    }

    @Test
    void textsAreFormatted() throws Exception {
        program()
                .body(source("func f( ){print( 1 )}"))
                .post("/api/format")
                .then()
                .statusCode(200)
                .body("text", is("func f() { print(1) }\n"));
        assertThat(plain("/api/format", "let  a=1\n").body()).isEqualTo("let a = 1\n");
        problem(program().body(source("func {")).post("/api/format").then(), 422)
                .body("type", is("urn:swiftlet:problem:not-formatted"))
                .body("field", is("source"));
    }

    @Test
    void pagesOfOurOriginMayRunPrograms() {
        program()
                .header("Origin", "http://localhost:" + root.getPort())
                .header("X-Swiftlet", "1")
                .header("Cookie", "swiftlet=" + "a".repeat(43))
                .body(source("print(1)"))
                .post("/api/runs")
                .then()
                .body("stdout", is("1\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/runs", "/api/format"})
    void otherPagesMayNot(String path) {
        String body = source("print(1)");
        problem(
                program()
                        .header("Origin", "https://evil.example")
                        .header("X-Swiftlet", "1")
                        .body(body)
                        .post(path)
                        .then(),
                403);
        problem(program().header("Origin", "null").body(body).post(path).then(), 403);
        problem(
                program()
                        .header("Cookie", "swiftlet=" + "a".repeat(43))
                        .body(body)
                        .post(path)
                        .then(),
                403);
        problem(
                program()
                        .header("Sec-Fetch-Site", "cross-site")
                        .body(body)
                        .post(path)
                        .then(),
                403);
        problem(program().header("Host", "evil.example").body(body).post(path).then(), 403);
        problem(
                        program()
                                .header("Origin", "http://localhost:" + root.getPort())
                                .body(body)
                                .post(path)
                                .then(),
                        403)
                .body("type", is("urn:swiftlet:problem:missing-header"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"source": ""}                                          | 400 | source
                    {"source": "\\u0000"}                                   | 400 | source
                    {"files": {"/etc/passwd.swift": "1"}}                   | 400 | files.?etc?passwd.swift
                    {"files": {"../a.swift": "1"}}                          | 400 | files...?a.swift
                    {"files": {"a.swift": "1", "A.swift": "2"}}             | 400 | files.A.swift
                    {"source": "1", "toolchain": "swift-1"}                 | 400 | toolchain
                    {"source": "1", "options": {"-Xlinker": "-v"}}          | 400 | options.-Xlinker
                    {"source": "1", "options": {"optimization": "@file"}}   | 400 | options.optimization
                    {"source": "1", "limits": {"runSeconds": 0}}            | 400 | limits.runSeconds
                    {"source": "1", "limits": {"runSeconds": -1}}           | 400 | limits.runSeconds
                    {"source": "1", "limits": {"runSeconds": NaN}}          | 400 | limits.runSeconds
                    {"source": "1", "limits": {"memoryMiB": 9223372036854775808}} | 400 | limits.memoryMiB
                    {"source": "1", "extra": 1}                             | 400 | extra
                    {"source": "1", "limits": {"outputKiB": 0}}             | 400 | limits.outputKiB
                    {"files": {"a.swift": "1", "a.swift": "2"}}             | 400 | files.a.swift
                    {"source": 1                                            | 400 | body
                    """)
    void badRequestsNameTheFieldAndTheRule(String body, int status, String field) {
        problem(program().body(body).post("/api/runs").then(), status).body("field", is(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/runs?mode=check&stdin=%ff", "/api/runs?stdin=a%C3"})
    void whatIsNoTextInTheQueryIsRefused(String path) throws Exception {
        HttpResponse<String> response = plain(path, "print(1)");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"field\":\"stdin\"").contains("UTF-8");
        assertThat(plain("/api/format?toolchain=%ff", "let a = 1").statusCode()).isEqualTo(400);
    }

    @Test
    void sourceAndStdinShareTheBodyAsItIsSent() {
        String much = "/".repeat(600_000);
        problem(
                        program()
                                .body("{\"source\": \"%s\", \"stdin\": \"%s\"}".formatted(much, much))
                                .post("/api/runs")
                                .then(),
                        413)
                .body("field", is("body"))
                .body("detail", containsString("1048576 bytes, as it is sent"));
        program()
                .body("{\"mode\": \"check\", \"source\": \"//%s\", \"stdin\": \"%s\"}"
                        .formatted("/".repeat(500_000), "/".repeat(500_000)))
                .post("/api/runs")
                .then()
                .statusCode(200);
    }

    @Test
    void besideJsonTheQueryIsRefused() throws Exception {
        problem(program().body(source("print(1)")).post("/api/runs?mode=check").then(), 400)
                .body("field", is("mode"));
        problem(
                        program()
                                .body(source("let a = 1"))
                                .post("/api/format?toolchain=swift-6.0")
                                .then(),
                        400)
                .body("field", is("toolchain"));
        assertThat(plain("/api/format?mode=run", "let a = 1").statusCode()).isEqualTo(400);
        assertThat(plain("/api/format?toolchain=swift-6.0", "let  a = 1\n").body())
                .isEqualTo("let a = 1\n");
        problem(program().body("{}").post("/api/format").then(), 400).body("field", is("source"));
    }

    @Test
    void largeAndMalformedBodiesAreRefused() throws Exception {
        assertThat(statusOfLength(10_000_000)).isEqualTo("HTTP/1.1 413");
        assertThat(statusOfLength(1_048_577)).isEqualTo("HTTP/1.1 413");
        assertThat(plain("/api/runs", "").statusCode()).isEqualTo(400);
        problem(
                        program()
                                .body(new byte[] {'{', (byte) 0xff, '}'})
                                .post("/api/runs")
                                .then(),
                        400)
                .body("detail", containsString("UTF-8"));
        problem(
                given().header("Content-Encoding", "gzip")
                        .body("x")
                        .post("/api/runs")
                        .then(),
                415);
        problem(given().multiPart("source", "print(1)").post("/api/runs").then(), 415);
        problem(
                program()
                        .accept("image/png")
                        .body(source("1"))
                        .post("/api/runs")
                        .then(),
                406);
        given().get("/api/runs").then().statusCode(405).header("Allow", "POST");
    }

    private String statusOfLength(int bytes) throws Exception {
        try (Socket socket = new Socket("localhost", root.getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/runs HTTP/1.1\r\nHost: localhost:" + root.getPort() + "\r\nContent-Length: "
                                    + bytes + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    /// Whatever its length is, it is only known when it is there.
    @Test
    void aBodyThatDoesNotEndIsCutOff() throws Exception {
        byte[] chunk = ("4000\r\n" + "/".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket("localhost", root.getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/runs HTTP/1.1\r\nHost: localhost:" + root.getPort()
                                    + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 65; i++) {
                socket.getOutputStream().write(chunk);
            }
            byte[] answer = socket.getInputStream().readNBytes(12);

            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void toolchainsSayWhatTheyHave() throws Exception {
        given().get("/api/toolchains")
                .then()
                .statusCode(200)
                .body("[0].id", is("swift-6.0"))
                .body("[0].isDefault", is(true))
                .body("[0].available", is(true))
                .body("[0].languageVersions", equalTo(List.of("5", "6")));
    }
}
