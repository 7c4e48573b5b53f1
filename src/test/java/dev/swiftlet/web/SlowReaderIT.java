package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A program that prints without end, and somebody in control whose network cannot take it: LLDB must never wait for
/// them, for it prints nothing any more once its terminal was full for about a second.
@QuarkusTest
class SlowReaderIT extends ServerUnderTest {
    /// Each line is a write of its own: lines of one letter would take a busy machine minutes.
    private static final String FLOOD = "while true { print(\"" + "x".repeat(60) + "\") }\r";
    private static final String INTERRUPT = "{\"type\":\"interrupt\"}";

    /// Much more than everything between the program and the client holds.
    private static final int MUCH = 12 << 20;

    private static final int SLOW = 100_000;

    private LiveServer visitor;

    private TestClient witness() {
        visitor = createVisitor();
        return visitor.joinAtPrompt();
    }

    private TestClient slowReader() {
        return TestClient.openWithoutReading(visitor.server(), visitor.session(), visitor.cookie())
                .readSlowly(SLOW)
                .join(null)
                .awaitRepl("ready");
    }

    /// The prompt is back soon, and the REPL still prints.
    private static void interrupts(TestClient client, TestClient witness) {
        long before = System.nanoTime();
        client.send(INTERRUPT);
        witness.awaitRepl("ready");
        long prompt = System.nanoTime();
        client.awaitRepl("ready");
        client.awaitOffset(witness.offset());
        long shown = System.nanoTime();
        client.type("1+1\r").awaitOutput("Int = 2");
        long answered = System.nanoTime();
        System.out.printf(
                "interrupt: prompt %d ms, shown %d ms, then 1+1 %d ms; skipped %d of %d%n",
                (prompt - before) / 1_000_000,
                (shown - before) / 1_000_000,
                (answered - shown) / 1_000_000,
                client.skipped(),
                client.offset());
        assertThat(Duration.ofNanos(shown - before)).isLessThan(Duration.ofSeconds(20));
        assertThat(client.skipped()).isPositive();
    }

    @Test
    void aSlowReaderInControlStopsNothing() {
        try (TestClient witness = witness();
                TestClient slow = slowReader()) {
            slow.type(FLOOD);
            witness.awaitOffset(MUCH);

            interrupts(slow, witness);
        }
    }

    @Test
    void aReaderThatPausesStopsNothing() {
        try (TestClient witness = witness();
                TestClient client = visitor.open().join(null).awaitRepl("ready")) {
            client.type(FLOOD).send("{\"type\":\"pause\"}");
            witness.awaitOffset(MUCH);

            client.send("{\"type\":\"resume\"}");
            interrupts(client, witness);
        }
    }

    @Test
    void nobodyWatchingStopsNothing() {
        try (TestClient client = witness()) {
            client.type(FLOOD).awaitRepl("running");
        }
        try (TestClient again = visitor.open().join(null)) {
            again.awaitOffset(MUCH);
            again.send(INTERRUPT).awaitRepl("ready");
            again.type("1+1\r").awaitOutput("Int = 2");
        }
    }
}
