package dev.swiftlet.faults;

import dev.swiftlet.web.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// An interrupt comes at any moment of an entry: while it is read, compiled, or runs. Each time the prompt is back, and
/// the variables are there.
@QuarkusTest
class InterruptIT extends LiveSession {
    private static final long SEED = 20261123;
    private static final int LATEST_MILLIS = 300;
    /// LLDB is taking the line apart, and misses some of what comes then.
    private static final int SOON_MILLIS = 10;

    private final Random random = new Random(SEED);

    @Test
    void bringsThePromptBackWheneverItComes() {
        int tries = Measured.times(20, 200);
        int cleared = 0;
        long slowest = 0;
        try (TestClient client = visitor.joinAtPrompt().forgetOutput()) {
            client.type("let x = 41; func endless() { while true {} }\r").awaitOutput("x: Int = 41");
            for (int i = 0; i < tries; i++) {
                client.awaitWholePrompt().type("endless()\r");
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(i % 2 == 0 ? LATEST_MILLIS : SOON_MILLIS))
                        .toNanos());
                long began = System.nanoTime();
                client.send("{\"type\":\"interrupt\"}");
                // Either it ran, or the line was thrown away before LLDB had read it.
                if (!client.awaitEither("Execution interrupted", "^C")) {
                    cleared++;
                }
                client.awaitWholePrompt();
                slowest = Math.max(slowest, System.nanoTime() - began);
                client.type("x + %d\r".formatted(1000 + i)).awaitOutput("Int = %d".formatted(1041 + i));
            }
        }
        Measured.say(
                "interrupts at any moment: %d of %d brought the prompt back, %d of them before it was read, the slowest in %.0f ms"
                        .formatted(tries, tries, cleared, slowest / 1e6));
    }
}
