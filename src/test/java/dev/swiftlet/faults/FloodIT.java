package dev.swiftlet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.web.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Clients that send without end, or take nothing: the server's memory stays flat, and whoever sits beside them notices
/// nothing.
@QuarkusTest
class FloodIT extends LiveSession {
    private static final int PING_BYTES = 125;
    private static final int PINGS_AT_ONCE = 500;
    private static final int SMALLEST_WINDOW = 2048;

    private final AtomicInteger answer = new AtomicInteger(1000);

    @Test
    void pingsOfOneWhoNeverReadsTheAnswers() throws Exception {
        try (TestClient bystander = visitor.joinAtPrompt();
                RawSocket flooder = RawSocket.open(visitor).joined()) {
            Memory memory = new Memory();
            AtomicLong sent = new AtomicLong();
            Thread flood = Thread.ofPlatform().start(() -> flood(flooder, sent));
            memory.during(Measured.times(12, 60), () -> asks(bystander));
            flooder.cut();
            flood.join();

            Measured.say("pings: %d sent, memory grew by %.1f MiB at most, %.1f MiB after"
                    .formatted(sent.get(), Memory.mib(memory.mostGrowth()), Memory.mib(memory.growth())));
            assertThat(memory.mostGrowth()).isLessThan(Memory.MOST_GROWTH_BYTES);
        }
    }

    @Test
    void inputOfOneWhoNeverReadsItsEcho() throws Exception {
        try (TestClient bystander = visitor.joinAtPrompt();
                RawSocket flooder = RawSocket.open(visitor, SMALLEST_WINDOW).joined()) {
            Memory memory = new Memory();
            AtomicLong sent = new AtomicLong();
            Thread flood = Thread.ofPlatform().start(() -> ask(flooder, sent));
            memory.during(Measured.times(12, 60), () -> {
                bystander.send("{\"type\":\"ping\",\"id\":%d}".formatted(answer.incrementAndGet()));
                return bystander.await("pong", pong -> pong.path("id").asInt() == answer.get());
            });
            flooder.cut();
            flood.join();

            Measured.say("messages whose answers nobody reads: %d sent, memory grew by %.1f MiB at most"
                    .formatted(sent.get(), Memory.mib(memory.mostGrowth())));
            assertThat(memory.mostGrowth()).isLessThan(Memory.MOST_GROWTH_BYTES);
            asks(bystander);
        }
    }

    @Test
    void outputForAViewerWhoHardlyReads() throws Exception {
        try (TestClient typist = visitor.joinAtPrompt();
                RawSocket slow = RawSocket.open(visitor, SMALLEST_WINDOW).joined();
                var _ = RawSocket.open(visitor, SMALLEST_WINDOW).joined()) {
            typist.type("import Glibc; let pad = String(repeating: \"-\", count: 8000)\r")
                    .awaitRepl("ready");
            typist.forgetOutput()
                    .type("while true { print(pad); usleep(4000) }\r")
                    .awaitRepl("running");
            long began = typist.offset();
            Memory memory = new Memory();
            memory.during(Measured.times(20, 120), () -> {
                typist.awaitOffset(typist.offset() + 100_000);
                return slow.skip(100);
            });
            long printed = typist.offset() - began;
            typist.send("{\"type\":\"interrupt\"}").awaitRepl("ready");

            Measured.say("slow viewers: %.1f MiB printed, the typist skipped %.1f, memory grew by %.1f MiB at most"
                    .formatted(Memory.mib(printed), Memory.mib(typist.skipped()), Memory.mib(memory.mostGrowth())));
            assertThat(memory.mostGrowth()).isLessThan(Memory.MOST_GROWTH_BYTES);
            assertThat(typist.skipped()).isZero();
            asks(typist);
        }
    }

    private TestClient asks(TestClient client) {
        int number = answer.incrementAndGet();
        return client.type("%d + 100000\r".formatted(number)).awaitOutput("Int = %d".formatted(100_000 + number));
    }

    private static void flood(RawSocket flooder, AtomicLong sent) {
        byte[] one = RawSocket.frame(RawSocket.PING, new byte[PING_BYTES]);
        byte[] many = new byte[one.length * PINGS_AT_ONCE];
        for (int i = 0; i < PINGS_AT_ONCE; i++) {
            System.arraycopy(one, 0, many, i * one.length, one.length);
        }
        try {
            while (true) {
                flooder.send(many);
                sent.addAndGet(PINGS_AT_ONCE);
            }
        } catch (IOException e) {
            // cut, by the test or by the server
        }
    }

    private static void ask(RawSocket flooder, AtomicLong sent) {
        try {
            while (true) {
                flooder.text("{\"type\":\"ping\",\"id\":1}");
                flooder.text("what is this");
                sent.addAndGet(2);
            }
        } catch (IOException e) {
            // cut, by the test or by the server
        }
    }
}
