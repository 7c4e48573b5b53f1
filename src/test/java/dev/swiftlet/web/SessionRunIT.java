package dev.swiftlet.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Programs beside a live REPL, on a TTY: real server, real container, real Swift.
@QuarkusTest
class SessionRunIT extends ServerUnderTest {
    private static final String SIZE = "{\"cols\": 80, \"rows\": 24}";

    private LiveServer visitor;

    private TestClient atPrompt() {
        visitor = createVisitor();
        return visitor.joinAtPrompt();
    }

    private RequestSpecification call(String origin, String cookie) {
        return given().baseUri(server().toString())
                .port(server().getPort())
                .header("Origin", origin)
                .header("X-Swiftlet", "1")
                .header("Cookie", cookie)
                .contentType("application/json");
    }

    private String runs() {
        return "/api/sessions/" + visitor.session() + "/runs";
    }

    private Response post(String body) {
        return visitor.postRun(body);
    }

    private static String order(String source, String mode) {
        return RunBeside.order(source).put("mode", mode).toString();
    }

    private String begin(String source) {
        return begin(source, "run");
    }

    private String begin(String source, String mode) {
        Response begun = post(order(source, mode));
        begun.then().statusCode(201);
        String id = begun.path("id");
        assertThat(id).matches("[0-9a-f]{16}");
        assertThat(begun.getHeader("Location")).endsWith(runs() + "/" + id);
        return id;
    }

    private TestClient open(String run) {
        return TestClient.open(server(), new RunBeside(visitor, run).path(), visitor.cookie());
    }

    private TestClient join(String run) {
        return open(run).join(null);
    }

    private static JsonNode exit(TestClient client, String outcome) {
        return RunBeside.verdict(client, outcome);
    }

    private static void stop(TestClient client) {
        client.send("{\"type\":\"stop\"}");
    }

    private static String phase(TestClient client) {
        return client.await("phase").path("phase").asText();
    }

    @Test
    void aDialogueIsHeld() {
        try (TestClient repl = atPrompt()) {
            long began = System.nanoTime();
            String run = begin("""
                    print("Your name? ", terminator: "")
                    let name = readLine() ?? "nobody"
                    print("\\u{1b}[32mHello \\(name)\\u{1b}[0m")
                    print("And your age? ", terminator: "")
                    print(Int(readLine() ?? "") ?? -1)
                    """);
            assertThat(repl.await("run").path("id").asText()).isEqualTo(run);
            try (TestClient client = join(run)) {
                assertThat(phase(client)).isEqualTo("compile");
                assertThat(phase(client)).isEqualTo("link");
                assertThat(phase(client)).isEqualTo("run");
                client.awaitOutput("Your name? ");
                System.out.printf(
                        "measured a prompt of readLine after %d ms%n", (System.nanoTime() - began) / 1_000_000);
                client.type("Ada\r").awaitOutput("Hello Ada").awaitOutput("And your age? ");
                client.type("36\r").awaitOutput("36").awaitOutput("36");
                JsonNode exit = exit(client, "success");
                assertThat(exit.path("exitCode").asInt()).isZero();
                assertThat(new String(client.bytes(), StandardCharsets.UTF_8))
                        .contains("\u001b[32mHello Ada\u001b[0m\r\n");

                client.type("more")
                        .await("error", error -> error.path("code").asText().equals("wrong-state"));
            }
            try (TestClient late = join(run)) {
                assertThat(phase(late)).isEqualTo("compile");
                assertThat(exit(late, "success").path("phases")).hasSize(3);
                late.awaitOutput("Hello Ada");
            }
            assertThat((Boolean) call(server().toString(), visitor.cookie())
                            .get(runs())
                            .path("over"))
                    .isTrue();
        }
    }

    @Test
    void anEndlessLoopIsStoppedOrInterrupted() {
        String endless = "print(\"going\"); while true {}";
        try (TestClient repl = atPrompt()) {
            try (TestClient client = join(begin(endless))) {
                client.awaitOutput("going");
                long began = System.nanoTime();
                stop(client);
                assertThat(exit(client, "killed").path("signal").asText()).isEqualTo("SIGTERM");
                System.out.printf("measured stopped after %d ms%n", (System.nanoTime() - began) / 1_000_000);
            }
            try (TestClient client = join(begin(endless))) {
                client.awaitOutput("going").send("{\"type\":\"interrupt\"}");
                assertThat(exit(client, "runtime-error").path("signal").asText())
                        .isEqualTo("SIGINT");
            }
            try (TestClient client = join(begin(endless))) {
                client.awaitOutput("going").type("\u0003");
                assertThat(exit(client, "runtime-error").path("signal").asText())
                        .isEqualTo("SIGINT");
            }
            try (TestClient client =
                    join(begin("import Glibc\nsignal(SIGTERM, SIG_IGN); print(\"going\"); while true {}"))) {
                client.awaitOutput("going");
                stop(client);
                assertThat(exit(client, "killed").path("signal").asText()).isEqualTo("SIGKILL");
            }
            repl.awaitWholePrompt().type("1 + 1\r").awaitOutput("Int = 2");
        }
    }

    @Test
    void inputEndsAndWhatWasTypedEarlyIsRead() {
        try (TestClient repl = atPrompt()) {
            repl.forgetOutput();
            try (TestClient client = join(begin("""
                    var lines: [String] = []
                    while let line = readLine() { lines.append(line) }
                    print("read", lines)
                    """))) {
                client.type("one\rtwo\r").send("{\"type\":\"end-of-input\"}").awaitOutput("read [\"one\", \"two\"]");
                exit(client, "success");
            }
            try (TestClient client = join(begin("print(\"end?\"); print(readLine() as Any)"))) {
                client.awaitOutput("end?").type("\u0004").awaitOutput("nil");
                exit(client, "success");
            }
        }
    }

    @Test
    void theProgramSeesASizeThatChangesAndMaySetTheModes() {
        try (TestClient repl = atPrompt();
                TestClient client = join(begin("""
                        import Glibc
                        func size() -> String {
                            var s = winsize()
                            _ = ioctl(1, UInt(TIOCGWINSZ), &s)
                            return "\\(s.ws_col)x\\(s.ws_row)"
                        }
                        print("tty", isatty(0), isatty(1), isatty(2), size())
                        _ = readLine()
                        print("now", size())
                        var raw = termios()
                        tcgetattr(0, &raw)
                        cfmakeraw(&raw)
                        print("set", tcsetattr(0, TCSANOW, &raw))
                        fflush(stdout)
                        var key: UInt8 = 0
                        read(0, &key, 1)
                        print("key", key)
                        """))) {
            repl.forgetOutput();
            client.awaitOutput("tty 1 1 1 80x24");
            client.send("{\"type\":\"resize\",\"size\":{\"cols\":101,\"rows\":33}}")
                    .await(
                            "control",
                            control -> control.path("size").path("cols").asInt() == 101);
            client.type("\r").awaitOutput("now 101x33").awaitOutput("set 0");
            client.type("\u0003").awaitOutput("key 3");
            exit(client, "success");
        }
    }

    @Test
    void aProgramThatEatsAllMemoryLeavesTheReplWithItsVariables() {
        try (TestClient repl = atPrompt()) {
            repl.type("let kept = 41 + 1\r").awaitOutput("kept: Int = 42");
            try (TestClient client = join(begin("""
                    import Glibc
                    while true {
                        let p = malloc(1 << 24)!
                        memset(p, 1, 1 << 24)
                    }
                    """))) {
                JsonNode exit = exit(client, "out-of-memory");
                System.out.printf("measured out of memory: %s%n", exit);
            }
            repl.awaitWholePrompt().type("kept + 1\r").awaitOutput("Int = 43");
            try (TestClient client = join(begin("print(\"unharmed\")"))) {
                client.awaitOutput("unharmed");
                exit(client, "success");
            }
            repl.awaitWholePrompt().type(":quit\r");
            JsonNode ended =
                    repl.await("repl", message -> message.path("state").asText().equals("ended"));
            assertThat(ended.path("exit").path("outOfMemory").asBoolean()).isFalse();
        }
    }

    @Test
    void whatDoesNotCompileIsSaidAndValuesAreLogged() {
        try (TestClient repl = atPrompt()) {
            repl.forgetOutput();
            try (TestClient client = join(begin("let x: Int = \"text\""))) {
                JsonNode diagnostic = client.await("diagnostic");
                assertThat(diagnostic.path("file").asText()).isEqualTo("main.swift");
                assertThat(diagnostic.path("range").path("startLine").asInt()).isEqualTo(1);
                exit(client, "compile-error");
            }
            try (TestClient client = join(begin("let x = 1 + 1\nfor i in 1...3000 { print(i * x) }", "results"))) {
                JsonNode value = client.await("value");
                assertThat(value.path("name").asText()).isEqualTo("x");
                client.awaitOutput("6000");
                exit(client, "success");
            }
            try (TestClient client = join(begin("print(1)", "check"))) {
                exit(client, "success");
            }
            try (TestClient client = join(begin("func f() { fatalError(\"oh no\") }\nf()"))) {
                JsonNode exit = exit(client, "runtime-error");
                assertThat(exit.path("crash").path("message").asText()).contains("oh no");
                assertThat(exit.path("crash").path("line").asInt()).isEqualTo(1);
            }
        }
    }

    @Test
    void aFloodIsPacedAndWhoComesBackMissesNothing() {
        try (TestClient repl = atPrompt()) {
            repl.forgetOutput();
            String run = begin("""
                    for i in 1...60000 { print("line \\(i)") }
                    print("all done")
                    _ = readLine()
                    """);
            try (TestClient witness = join(run)) {
                TestClient first = open(run).join(null).awaitOutput("line 1000");
                long left = first.offset();
                byte[] before = first.bytes();
                first.close();
                try (TestClient again = open(run).join(left)) {
                    again.awaitOutput("all done");
                    witness.awaitOutput("all done");
                    long end = Math.min(again.offset(), witness.offset());
                    byte[] whole = Arrays.copyOf(witness.bytes(), (int) end);
                    assertThat(again.skipped()).isZero();
                    assertThat(before).isEqualTo(Arrays.copyOf(whole, before.length));
                    assertThat(Arrays.copyOf(again.bytes(), (int) (end - left)))
                            .isEqualTo(Arrays.copyOfRange(whole, (int) left, (int) end));
                }
                witness.type("\r");
                exit(witness, "success");
            }
            try (TestClient client = join(begin("while true { print(\"for ever and ever\") }"))) {
                client.forgetOutput().awaitOffset(8 << 20);
                long began = System.nanoTime();
                client.send("{\"type\":\"interrupt\"}");
                exit(client, "runtime-error");
                System.out.printf(
                        "measured a flood interrupted after %d ms%n", (System.nanoTime() - began) / 1_000_000);
            }
        }
    }

    @Test
    void anotherRunEndsTheFirstAndRunsGoOnWhileTheReplWorks() {
        try (TestClient repl = atPrompt()) {
            repl.type("var i = 0; while i < 100_000_000_000 { i += 1 }\r").awaitRepl("running");
            String first = begin("print(\"first\"); while true {}");
            try (TestClient one = join(first)) {
                one.awaitOutput("first");
                String second = begin("print(\"second\"); _ = readLine()");
                exit(one, "killed");
                assertThat(one.awaitClose()).isEqualTo(4444);
                try (TestClient two = join(second);
                        TestClient gone = join(first)) {
                    two.awaitOutput("second");
                    assertThat(gone.await("closed").path("reason").asText()).isEqualTo("run-over");
                    JsonNode last = call(server().toString(), visitor.cookie())
                            .get(runs())
                            .as(JsonNode.class);
                    assertThat(last.path("id").asText()).isEqualTo(second);
                    assertThat(last.path("over").asBoolean()).isFalse();
                    two.send("{\"type\":\"submit\",\"sequence\":1,\"text\":\"1\"}")
                            .await("error", error -> error.path("code").asText().equals("malformed"));
                    repl.send("{\"type\":\"stop\"}")
                            .await("error", error -> error.path("code").asText().equals("malformed"));
                    two.type("\r");
                    exit(two, "success");
                }
            }
            try (TestClient newcomer = visitor.open().join(null)) {
                assertThat(newcomer.await("run").path("id").asText()).hasSize(16);
            }
            repl.send("{\"type\":\"interrupt\"}").awaitRepl("ready");
            try (TestClient left = join(begin("print(\"left\"); _ = readLine()"))) {
                left.awaitOutput("left");
                visitor.end();
                assertThat(left.await("closed").path("sessionOver").asBoolean()).isTrue();
            }
        }
    }

    @Test
    void strangersAndNonsenseAreRefused() {
        try (TestClient repl = atPrompt()) {
            repl.forgetOutput();
            String order = order("print(1)", "run");
            String own = server().toString();
            call("https://evil.example", visitor.cookie())
                    .body(order)
                    .post(runs())
                    .then()
                    .statusCode(403);
            String stranger = "swiftlet=" + "a".repeat(43);
            call(own, stranger).body(order).post(runs()).then().statusCode(404);
            call(own, stranger).get(runs()).then().statusCode(404);
            for (String wrong : new String[] {
                "",
                "{}",
                "{\"source\": \"print(1)\"}",
                "{\"source\": \"print(1)\", \"size\": {\"cols\": 80}}",
                "{\"source\": \"print(1)\", \"size\": " + SIZE + ", \"stdin\": \"no\"}",
                "{\"source\": \"print(1)\", \"size\": " + SIZE + ", \"toolchain\": \"swift-1\"}",
                "{\"source\": \"print(1)\", \"size\": " + SIZE + ", \"limits\": {\"runSeconds\": 1e9}}",
            }) {
                post(wrong).then().statusCode(400);
            }
            call(own, visitor.cookie()).get(runs()).then().statusCode(200);
            call(own, visitor.cookie()).get(runs()).then().body("id", nullValue());
            given().baseUri(own)
                    .port(server().getPort())
                    .header("Origin", "https://evil.example")
                    .header("Cookie", visitor.cookie())
                    .header("Connection", "Upgrade")
                    .header("Upgrade", "websocket")
                    .header("Sec-WebSocket-Version", "13")
                    .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                    .header("Sec-WebSocket-Protocol", "swiftlet.v1")
                    .get("/ws/sessions/" + visitor.session() + "/runs/0123456789abcdef")
                    .then()
                    .statusCode(403);
        }
    }
}
