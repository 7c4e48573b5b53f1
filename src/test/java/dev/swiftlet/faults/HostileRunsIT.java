package dev.swiftlet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.sandbox.SandboxName;
import dev.swiftlet.web.Eventually;
import dev.swiftlet.web.RunBeside;
import dev.swiftlet.web.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs beside a REPL that take all they can get: each has the right outcome, the REPL keeps its variables and
/// evaluates, nothing of the program stays, and the next run is as if nothing had been.
@QuarkusTest
class HostileRunsIT extends LiveSession {
    private static final int SECONDS = 3;
    /// For those that need no limit to end.
    private static final int ENOUGH = 300;
    private static final int SMALLEST_WINDOW = 2048;

    private static final String FORK = """
            import Glibc
            typealias Fork = @convention(c) () -> Int32
            let fork = unsafeBitCast(dlsym(nil, "fork")!, to: Fork.self)
            print("going")
            """;

    private final AtomicInteger answer = new AtomicInteger(1000);
    private TestClient repl;

    @BeforeEach
    void keepAVariable() {
        repl = visitor.joinAtPrompt();
        repl.type("let kept = 100_000\r").awaitOutput("kept: Int = 100000").awaitRepl("ready");
    }

    /// What each of these programs must leave behind.
    @AfterEach
    void theReplAndTheNextRunAreUnharmed() throws Exception {
        evaluates();
        runs("print(\"unharmed\")", client -> {
            client.awaitOutput("unharmed");
            RunBeside.verdict(client, "success");
        });
        evaluates();
        Eventually.holds("nothing of a program is left", () -> programs() == 0);
        repl.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Each ends when it has a child: none lives long enough to be found.
                "while true { if fork() > 0 { _exit(0) } }",
                // Out of the program's session and process group, deaf to signals.
                "signal(SIGTERM, SIG_IGN); signal(SIGHUP, SIG_IGN); while true { if fork() == 0 { setsid() } }",
            })
    void aForkBombEndsInItsTime(String bomb) throws Exception {
        runs(FORK + bomb, SECONDS, client -> {
            client.awaitOutput("going");
            JsonNode verdict = client.await("exit");
            // The first of them has ended well itself.
            assertThat(verdict.path("outcome").asText()).isIn("success", "timeout");
            say("a fork bomb that has %d s".formatted(SECONDS), verdict);
        });
    }

    /// One that has all the time.
    @Test
    void besideAForkBombTheReplEvaluatesAndStopEndsIt() throws Exception {
        RunBeside run = RunBeside.begin(visitor, FORK + "while true { _ = fork() }", ENOUGH);
        try (TestClient client = run.join().awaitOutput("going")) {
            evaluates();
            client.send("{\"type\":\"stop\"}");
            say("a fork bomb that is stopped", RunBeside.verdict(client, "killed"));
        }
    }

    /// The one that eats is not the program itself.
    @Test
    void whoeverEatsAllMemoryGoesAndTheReplStays() throws Exception {
        runs(FORK + """
                if fork() == 0 {
                    while true { memset(malloc(1 << 24)!, 1, 1 << 24) }
                }
                var status: Int32 = 0
                wait(&status)
                print("killed by", status & 0x7f)
                exit(1)
                """, client -> {
            client.awaitOutput("killed by 9");
            say("a child that eats memory", RunBeside.verdict(client, "out-of-memory"));
        });
    }

    @Test
    void aDiskThatIsFullIsTheProgramsOwn() throws Exception {
        runs("""
                import Glibc
                let piece = [UInt8](repeating: 7, count: 1 << 20)
                func fill(_ directory: String) {
                    for number in 0..<20_000 {
                        guard let file = fopen("\\(directory)/\\(number)", "w") else { break }
                        while fwrite(piece, 1, piece.count, file) == piece.count, ftell(file) < 32 << 20 {}
                        fclose(file)
                    }
                    print("full", directory)
                }
                fill("."); fill("/tmp")
                _ = readLine()
                """, client -> {
            client.awaitOutput("full .").awaitOutput("full /tmp");
            evaluates();
            client.type("\r");
            say("a disk filler", RunBeside.verdict(client, "success"));
        });
    }

    @Test
    void aFloodForAReaderWhoHardlyReadsCostsLittle() throws Exception {
        RunBeside run = RunBeside.begin(visitor, """
                let line = String(repeating: "-", count: 8000)
                while true { print(line) }
                """, ENOUGH);
        try (RawSocket slow = RawSocket.open(run, SMALLEST_WINDOW).joined()) {
            Memory memory = new Memory();
            memory.during(Measured.times(8, 60), () -> {
                evaluates();
                return slow.skip(1000);
            });
            Measured.say(
                    "a run's slow reader: memory grew by %.1f MiB at most".formatted(Memory.mib(memory.mostGrowth())));
            assertThat(memory.mostGrowth()).isLessThan(Memory.MOST_GROWTH_BYTES);
            slow.text("{\"type\":\"stop\"}");
            try (TestClient witness = run.join()) {
                RunBeside.verdict(witness, "killed");
            }
        }
    }

    private interface Deed {
        void with(TestClient client) throws Exception;
    }

    private void runs(String source, Deed deed) throws Exception {
        runs(source, ENOUGH, deed);
    }

    private void runs(String source, int seconds, Deed deed) throws Exception {
        try (TestClient client = RunBeside.begin(visitor, source, seconds).join()) {
            deed.with(client);
        }
    }

    private TestClient evaluates() {
        int number = answer.incrementAndGet();
        long began = System.nanoTime();
        repl.type("kept + %d\r".formatted(number)).awaitOutput("Int = %d".formatted(100_000 + number));
        Measured.say("an evaluation beside: %.2f s".formatted(Measured.secondsSince(began)));
        return repl;
    }

    private static void say(String what, JsonNode verdict) {
        Measured.say("%s: %s, signal %s, %.0f ms"
                .formatted(
                        what,
                        verdict.path("outcome").asText(),
                        verdict.path("signal").asText(),
                        verdict.path("phases").path(2).path("wallMillis").asDouble()));
    }

    /// Compiled programs that run in the sandbox.
    private long programs() throws Exception {
        long found = 0;
        for (SandboxName name : engine.list()) {
            found += PackagedServer.programs(name.toString()).size();
        }
        return found;
    }
}
