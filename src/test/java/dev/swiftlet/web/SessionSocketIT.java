package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.sandbox.SandboxName;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// A live REPL through the socket: real server, real container, real Swift.
@QuarkusTest
class SessionSocketIT extends ServerUnderTest {
    private LiveServer visitor;

    private TestClient atPrompt() {
        visitor = createVisitor();
        return visitor.joinAtPrompt();
    }

    @Test
    void evaluatesWhatIsTyped() {
        try (TestClient client = atPrompt()) {
            client.type("let x = 41 + 1\r").awaitOutput("x: Int = 42");

            JsonNode accepted = client.await("accepted");
            assertThat(accepted.path("text").asText()).contains("let x = 41 + 1");
            assertThat(accepted.path("line").asInt()).isEqualTo(1);
        }
    }

    @Test
    void submittedLinesAreOneEntry() {
        try (TestClient client = atPrompt()) {
            client.submit(
                    "func grade(_ n: Int) -> String {\n\tif n > 1 {\n\t\treturn \"many\"\n\t}\n\n\telse {\n\t\treturn \"one\"\n\t}\n}\n[1, 2]\n  .map(grade)\n  .joined(separator: \"+\")\n");
            client.awaitOutput("\"one+many\"");
            client.awaitWholePrompt().submit("print(\"你好 👋\")").awaitOutput("你好 👋");
        }
    }

    @Test
    void interruptStopsALoopAndKeepsVariables() {
        try (TestClient client = atPrompt()) {
            client.type("var x = 41\r").awaitOutput("x: Int = 41");
            client.awaitRepl("ready").type("while true {}\r").awaitRepl("running");
            client.send("{\"type\":\"interrupt\"}").awaitRepl("ready");
            client.type("x + 1\r").awaitOutput("Int = 42");
            client.awaitRepl("ready").type("while true {}\r").awaitRepl("running");
            client.type("\u0003").awaitRepl("ready");
            client.type("x + 2\r").awaitOutput("Int = 43");
        }
    }

    @Test
    void interruptStopsALoopThatUsesVariablesAndLeavesThemUsable() {
        try (TestClient client = atPrompt()) {
            client.submit("var i = 0; var text = \"\"; var list: [Int] = []");
            client.await("accepted");
            for (int round = 1; round <= 5; round++) {
                client.awaitWholePrompt()
                        .submit("print(\"go\", %d); while true { i += 1; text = \"\\(i)\"; list = [i] }"
                                .formatted(round));
                client.awaitOutput("go " + round)
                        .send("{\"type\":\"interrupt\"}")
                        .awaitOutput("Execution interrupted");
                client.awaitWholePrompt();
                client.submit("i += 1; print(\"round\", %d, i > 1, list.count, text.isEmpty)".formatted(round));
                client.awaitOutput("round %d true 1 false".formatted(round));
            }
        }
    }

    @Test
    void comesBackAtItsOffsetWithNoByteLostOrDoubled() {
        try (TestClient witness = atPrompt()) {
            TestClient first = visitor.open().join(null).awaitRepl("ready");
            first.type("for i in 1...60000 { print(\"line \\(i)\") }\r").awaitOutput("line 1000");
            long left = first.offset();
            byte[] before = first.bytes();
            first.close();

            try (TestClient again = visitor.open().join(left)) {
                again.awaitOutput("line 60000");
                witness.awaitOutput("line 60000");
                long end = Math.min(again.offset(), witness.offset());
                byte[] whole = Arrays.copyOf(witness.bytes(), (int) end);
                assertThat(again.skipped()).isZero();
                assertThat(before).isEqualTo(Arrays.copyOf(whole, before.length));
                assertThat(Arrays.copyOf(again.bytes(), (int) (end - left)))
                        .isEqualTo(Arrays.copyOfRange(whole, (int) left, (int) end));
            }
        }
    }

    @Test
    void slowViewerIsResynchronisedAndSlowsNobody() {
        try (TestClient typist = atPrompt();
                TestClient slow = TestClient.openWithoutReading(server(), visitor.session(), visitor.cookie())) {
            slow.join(null);
            typist.await("clients", message -> message.path("count").asInt() == 2);
            typist.type("let pad = String(repeating: \"-\", count: 1000)\r").awaitRepl("ready");
            typist.type("for i in 1...20000 { print(i, pad) }; print(\"all\" + \" done\")\r")
                    .awaitOutput("all done");
            typist.awaitRepl("ready");

            slow.readOn();
            slow.awaitOffset(typist.offset());
            assertThat(typist.skipped()).isZero();
            assertThat(slow.skipped()).isPositive();
            assertThat(slow.bytes().length + slow.skipped()).isGreaterThanOrEqualTo(typist.offset());
        }
    }

    @Test
    void replThatQuitIsShownAndStartedAgain() {
        try (TestClient client = atPrompt()) {
            client.type("let gone = 1\r").awaitOutput("gone: Int = 1");
            client.type(":quit\r");
            JsonNode ended = client.await(
                    "repl", message -> message.path("state").asText().equals("ended"));
            assertThat(ended.path("exit").path("code").asInt(-1)).isZero();
            client.type("1")
                    .await("error", message -> message.path("code").asText().equals("wrong-state"));
            client.send("{\"type\":\"restart\",\"replay\":false}").awaitRepl("ready");
            client.type("gone\r").awaitOutput("cannot find 'gone' in scope");
        }
    }

    @Test
    void runningOutOfMemoryIsTold() {
        try (TestClient client = atPrompt()) {
            client.type("var a: [[UInt8]] = []; while true { a.append([UInt8](repeating: 1, count: 1 << 24)) }\r");
            JsonNode ended = client.await(
                    "repl", message -> message.path("state").asText().equals("ended"));
            assertThat(ended.path("exit").path("outOfMemory").asBoolean()).isTrue();
            client.send("{\"type\":\"restart\",\"replay\":false}").awaitRepl("ready");
        }
    }

    @Test
    void containerRemovedBehindOurBackIsTold() throws Exception {
        try (TestClient client = atPrompt()) {
            for (SandboxName name : engine.list()) {
                RemovedBehindOurBack.remove(name);
            }
            assertThat(client.await("closed").path("reason").asText()).isEqualTo("sandbox-lost");
            assertThat(client.awaitClose()).isEqualTo(4501);
        }
    }

    @Test
    void sizeIsClamped() {
        try (TestClient client = atPrompt()) {
            client.send("{\"type\":\"resize\",\"size\":{\"cols\":99999,\"rows\":-1}}");
            JsonNode size = client.await(
                            "control",
                            message -> message.path("size").path("cols").asInt() == 500)
                    .path("size");
            assertThat(size.path("rows").asInt()).isEqualTo(5);
        }
    }

    @Test
    void ownerEndsTheSession() {
        try (TestClient client = atPrompt()) {
            visitor.end();
            assertThat(client.await("closed").path("sessionOver").asBoolean()).isTrue();
            assertThat(client.awaitClose()).isEqualTo(4442);
        }
    }

    @Test
    void whoSendsNothingIsDisconnected() {
        atPrompt().close();
        try (TestClient silent = visitor.open()) {
            assertThat(silent.awaitClose()).isEqualTo(4408);
        }
    }

    @Test
    void malformedMessagesAreAnsweredAndAfterTenEndTheConnection() {
        try (TestClient good = atPrompt();
                TestClient bad = visitor.open().join(null).awaitRepl("ready")) {
            String[] wrong = {
                "",
                "[]",
                "null",
                "{",
                "{\"type\":\"nonsense\"}",
                "{\"type\":\"ping\"}",
                "{\"type\":\"ping\",\"id\":1e99}",
                "{\"type\":\"submit\",\"sequence\":1,\"text\":null}",
                "[".repeat(5000),
                "{\"type\":\"keep\",\"role\":\"owner\"}",
            };
            for (int i = 0; i < wrong.length - 1; i++) {
                bad.send(wrong[i])
                        .await("error", message -> message.path("code").asText().equals("malformed"));
            }
            bad.send(wrong[wrong.length - 1]);
            assertThat(bad.awaitClose()).isEqualTo(1008);
            good.type("6 * 7\r").awaitOutput("Int = 42");
        }
    }

    @Test
    void oversizedFramesAreRefused() {
        try (TestClient good = atPrompt();
                TestClient bad = visitor.open().join(null).awaitRepl("ready")) {
            bad.typeBytes(new byte[20_000]);
            bad.await("error", message -> message.path("code").asText().equals("too-large"));
            bad.submit("x".repeat(40_000))
                    .await("error", message -> message.path("code").asText().equals("too-large"));
            // The connection may be gone before all of it is sent.
            assertThat(bad.typeUntilClosed(new byte[100_000])).isIn(1009, -1);
            good.type("6 * 7\r").awaitOutput("Int = 42");
        }
    }

    @Test
    void longPasteArrivesWhole() {
        try (TestClient client = atPrompt()) {
            String text = "print(\"" + "0123456789".repeat(900) + "\".count)";
            client.submit(text).awaitOutput("9000");
        }
    }
}
