package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/// What a REPL took is given to the next one: real server, real container, real Swift.
@QuarkusTest
class ReplayIT extends ServerUnderTest {
    private static final String RESTART = "{\"type\":\"restart\",\"replay\":true}";

    private LiveServer visitor;

    private TestClient atPrompt() {
        visitor = createVisitor();
        return visitor.joinAtPrompt();
    }

    private static void enter(TestClient client, String... entries) {
        for (String entry : entries) {
            client.submit(entry).await("accepted");
        }
    }

    private static void quit(TestClient client) {
        client.submit(":quit").awaitRepl("ended");
    }

    private static JsonNode awaitOver(TestClient client) {
        return client.await("replay", message -> !message.path("running").asBoolean());
    }

    @Test
    void aNewReplIsWhereTheLastOneWas() {
        try (TestClient client = atPrompt()) {
            enter(
                    client,
                    "import Foundation",
                    "func twice(_ n: Int) -> Int {\n    return 2 * n\n}",
                    "class Box {\n    var n = 1\n\n    func grow() {\n        n = twice(n)\n    }\n}",
                    "let broken = nothing",
                    "let box = Box()",
                    "for _ in 1...3 { box.grow() }",
                    "let now = Date().timeIntervalSince1970",
                    "print(\"你好\", String(format: \"%03d\", box.n))");
            quit(client);

            client.send(RESTART);
            JsonNode over = awaitOver(client);
            assertThat(over.path("done").asInt()).isEqualTo(7);
            assertThat(over.path("total").asInt()).isEqualTo(7);
            assertThat(over.path("message").isNull()).isTrue();
            client.type("box.n + 1\r").awaitOutput("Int = 9");

            try (TestClient later = visitor.open().join(null)) {
                JsonNode differs = later.await("differs");
                assertThat(differs.path("entry").asInt()).isEqualTo(6);
                assertThat(differs.path("before").asText()).contains("TimeInterval = ");
            }
        }
    }

    @Test
    void stopsAtOnceAndWhatWasTypedMeanwhileIsTyped() {
        try (TestClient client = atPrompt()) {
            enter(client, "import Foundation", "let a = 41", "Thread.sleep(forTimeInterval: 3)", "let b = 1");
            quit(client);

            client.send(RESTART);
            client.await("replay", message -> message.path("done").asInt() == 2);
            client.type("a + 1\r").send("{\"type\":\"stop-replay\"}");

            JsonNode over = awaitOver(client);
            assertThat(over.path("done").asInt()).isEqualTo(3);
            assertThat(over.path("message").isNull()).isTrue();
            client.awaitOutput("Int = 42").awaitRepl("ready");
            quit(client);

            client.send(RESTART);
            JsonNode whole = awaitOver(client);
            assertThat(whole.path("done").asInt()).as("%s", whole).isEqualTo(5);
            assertThat(whole.path("total").asInt()).isEqualTo(5);
            client.type("b + 6\r").awaitOutput("Int = 7");
        }
    }

    @Test
    void anInterruptStopsTheEntryAndTheReplay() {
        try (TestClient client = atPrompt()) {
            enter(client, "import Foundation", "let a = 41", "Thread.sleep(forTimeInterval: 3)", "let b = 1");
            quit(client);

            client.send(RESTART);
            client.await("replay", message -> message.path("done").asInt() == 2);
            client.awaitRepl("running").type("\u0003");

            assertThat(awaitOver(client).path("done").asInt()).isEqualTo(2);
            client.awaitRepl("ready").type("a + 1\r").awaitOutput("Int = 42");
        }
    }

    @Test
    void whatEndedTheReplIsNotGivenToTheNext() {
        try (TestClient client = atPrompt()) {
            enter(client, "import Foundation", "var log: [String] = []", "log.append(\"x\")");
            client.submit("while true { log += log }");
            JsonNode ended = client.await(
                    "repl", message -> message.path("state").asText().equals("ended"));
            assertThat(ended.path("exit").path("outOfMemory").asBoolean()).isTrue();
            assertThat(ended.path("exit").path("leftOut").asText()).isEqualTo("while true { log += log }");

            client.send(RESTART);
            assertThat(awaitOver(client).path("done").asInt()).isEqualTo(3);
            client.type("log\r").awaitOutput("[0] = \"x\"");
        }
    }

    @Test
    void anInterruptedEntryIsNotGivenToTheNext() {
        try (TestClient client = atPrompt()) {
            enter(client, "var n = 1");
            client.submit("while true { n &+= 1 }").awaitRepl("running");
            client.send("{\"type\":\"interrupt\"}").awaitRepl("ready");
            enter(client, "n = 5", "n");
            quit(client);

            client.send(RESTART);
            assertThat(awaitOver(client).path("total").asInt()).isEqualTo(3);
            client.type("n\r").awaitOutput("Int = 5");
        }
    }

    @Test
    void aNewSessionStartsWhereASavedOneWas() {
        try (TestClient client = atPrompt()) {
            enter(
                    client,
                    "import Foundation",
                    "func twice(_ n: Int) -> Int {\n    return 2 * n\n}",
                    "class Box {\n    var n = 1\n}",
                    "let box = Box()");
            for (int i = 0; i < 16; i++) {
                enter(client, "box.n = twice(box.n)");
            }
            // What still runs when the session ends is not entered again.
            client.awaitOutput("25> ");
            visitor.end();
            client.awaitClose();
        }

        long begun = System.nanoTime();
        String saved = visitor.session();
        visitor = ended(visitor.startFrom(saved));
        try (TestClient client = visitor.open().join(null)) {
            assertThat(awaitOver(client).path("done").asInt()).isEqualTo(20);
            System.out.printf("20 entries again after %d ms%n", (System.nanoTime() - begun) / 1_000_000);
            client.type("box.n\r").awaitOutput("Int = 65536");
        }
    }

    @Test
    void nobodyStartsFromWhatIsNotTheirs() {
        try (TestClient client = atPrompt()) {
            enter(client, "let mine = 1");
            String live = visitor.session();
            visitor.post(live).then().statusCode(404);
            visitor.post("0".repeat(32)).then().statusCode(404);
            visitor.post("x").then().statusCode(404);
        }
    }
}
