package dev.swiftlet.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.sandbox.RunFixture;
import dev.swiftlet.web.Eventually;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Programs of every kind in real sandboxes: each gets its right outcome, and harms no other.
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunServiceIT {
    private static final RunReaders NO_READERS = new RunReaders((_, _) -> List.of(), _ -> Optional.empty());

    private RunFixture fixture = new RunFixture(1, NO_READERS);

    @BeforeAll
    void warm() throws Exception {
        Eventually.holds("one stands ready", () -> fixture.pool().ready(RunFixture.SWIFT) > 0);
    }

    /// Whatever a program did, the next run is unharmed.
    @AfterEach
    void theNextRunIsUnharmed() throws Exception {
        HeardRun next = run(Requests.of("print(\"unharmed\")"));
        assertThat(next.verdict().outcome()).isEqualTo(RunOutcome.SUCCESS);
        assertThat(next.stdout()).isEqualTo("unharmed\n");
    }

    @AfterAll
    void nothingIsLeft() throws Exception {
        fixture.close();
        assertThat(fixture.left()).isEmpty();
        assertThat(fixture.permitsHeld()).isZero();
    }

    private HeardRun run(Requests request) throws Exception {
        HeardRun heard = new HeardRun();
        Run run = fixture.runs().start(request.request(), heard);
        long began = System.nanoTime();
        Verdict verdict = run.verdict().toCompletableFuture().get(300, java.util.concurrent.TimeUnit.SECONDS);
        System.out.printf(
                "measured %s in %d ms: %s%n", verdict.outcome(), (System.nanoTime() - began) / 1_000_000, verdict);
        assertThat(heard.verdict()).isEqualTo(verdict);
        return heard;
    }

    private static void within(Verdict verdict, Phase phase, Duration limit) {
        double took = verdict.phases().stream()
                .filter(each -> each.phase() == phase)
                .mapToDouble(Verdict.PhaseUsage::wallMillis)
                .sum();
        System.out.printf("measured %s took %.0f ms of %d%n", phase, took, limit.toMillis());
    }

    @Test
    void helloSaysHello() throws Exception {
        HeardRun heard = run(Requests.of("print(\"hello\")"));

        assertThat(heard.stdout()).isEqualTo("hello\n");
        assertThat(heard.stderr()).isEmpty();
        Verdict verdict = heard.verdict();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.SUCCESS);
        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.phases()).extracting(Verdict.PhaseUsage::phase).containsExactly(Phase.values());
        assertThat(verdict.phases()).allSatisfy(usage -> {
            assertThat(usage.wallMillis()).isPositive();
            assertThat(usage.peakMemoryBytes()).isPositive();
        });
        assertThat(verdict.reproduce()).isEqualTo("swiftc main.swift -o main && ./main < /dev/null");
    }

    @Test
    void inputArgumentsAndEnvironmentArrive() throws Exception {
        HeardRun heard = run(Requests.of("""
                        import Foundation
                        print(CommandLine.arguments.dropFirst().joined(separator: "|"))
                        print(ProcessInfo.processInfo.environment["COLOUR"] ?? "none")
                        var count = 0
                        while let line = readLine() { count += line.utf8.count }
                        print(count)
                        """)
                .arguments("one", "two words", "")
                .environment(Map.of("COLOUR", "gr\u00fcn"))
                .stdin("x".repeat(999) + "\n" + "\u00e9".repeat(200_000)));

        assertThat(heard.stdout()).isEqualTo("one|two words|\ngr\u00fcn\n400999\n");
    }

    @Test
    void severalFilesAreOneProgram() throws Exception {
        HeardRun heard = run(Requests.of(
                new SourceFile("main.swift", "print(greet(\"you\"))"),
                new SourceFile("greet.swift", "func greet(_ name: String) -> String { \"hello \" + name }")));

        assertThat(heard.stdout()).isEqualTo("hello you\n");
    }

    @Test
    void aMainTypeInALoneFileIsFound() throws Exception {
        HeardRun heard = run(Requests.of("@main struct App { static func main() { print(\"app\") } }"));

        assertThat(heard.stdout()).isEqualTo("app\n");
    }

    @Test
    void whatDoesNotCompileIsACompileError() throws Exception {
        HeardRun heard = run(Requests.of("let n: Int = \"text\""));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.COMPILE_ERROR);
        assertThat(heard.verdict().phase()).isEqualTo(Phase.COMPILE);
        assertThat(heard.verdict().exitCode()).isEqualTo(1);
        // Nobody reads the diagnostics here: the compiler's own words stand in.
        assertThat(heard.verdict().detail()).contains("cannot convert value of type 'String'");
    }

    @Test
    void whatDoesNotLinkIsACompileErrorOfTheLinker() throws Exception {
        HeardRun heard = run(Requests.of("@_silgen_name(\"nowhere\") func nowhere()\nnowhere()"));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.COMPILE_ERROR);
        assertThat(heard.verdict().phase()).isEqualTo(Phase.LINK);
        assertThat(heard.verdict().detail()).contains("nowhere");
    }

    @Test
    void aCheckRunsNothing() throws Exception {
        HeardRun good = run(Requests.of("print(1)").mode(RunMode.CHECK));
        HeardRun bad = run(Requests.of("print(").mode(RunMode.CHECK));

        assertThat(good.verdict().outcome()).isEqualTo(RunOutcome.SUCCESS);
        assertThat(good.stdout()).isEmpty();
        assertThat(good.verdict().phases()).hasSize(1);
        assertThat(good.verdict().reproduce()).isEqualTo("swiftc -emit-sil -o /dev/null main.swift");
        assertThat(bad.verdict().outcome()).isEqualTo(RunOutcome.COMPILE_ERROR);
    }

    @Test
    void anExitCodeIsReported() throws Exception {
        HeardRun heard = run(Requests.of("import Foundation\nprint(\"so far\", terminator: \"\")\nexit(3)"));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.RUNTIME_ERROR);
        assertThat(heard.verdict().exitCode()).isEqualTo(3);
        assertThat(heard.stdout()).isEqualTo("so far");
    }

    @Test
    void aTrapIsReportedByItsSignal() throws Exception {
        HeardRun heard = run(Requests.of("let none: [Int] = []\nprint(none[3])"));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.RUNTIME_ERROR);
        assertThat(heard.verdict().signal()).isIn("SIGILL", "SIGTRAP");
        assertThat(heard.verdict().exitCode()).isNull();
        assertThat(heard.stderr()).contains("Index out of range").contains("main.swift:2");
    }

    @Test
    void aProgramThatHangsEndsAtItsTime() throws Exception {
        HeardRun heard = run(Requests.of("while true {}").runTime(Duration.ofSeconds(1)));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.TIMEOUT);
        assertThat(heard.verdict().signal()).isEqualTo("SIGTERM");
        assertThat(heard.verdict().detail()).isEqualTo("The program ran longer than 1 second.");
        within(heard.verdict(), Phase.RUN, Duration.ofSeconds(1));
    }

    @Test
    void aProgramThatIgnoresSignalsEndsAllTheSame() throws Exception {
        HeardRun heard = run(Requests.of("""
                        import Foundation
                        for number in 1...31 { signal(Int32(number), SIG_IGN) }
                        while true { sleep(1) }
                        """).runTime(Duration.ofSeconds(1)));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.TIMEOUT);
        assertThat(heard.verdict().signal()).isEqualTo("SIGKILL");
        within(heard.verdict(), Phase.RUN, Duration.ofSeconds(1));
    }

    @Test
    void aTypeCheckerThatLosesItsWayEndsAtItsTime() throws Exception {
        HeardRun heard = run(Requests.of("""
                        struct A { init(_ x: Int) {}; init(_ x: Double) {}; init(_ x: String) {} }
                        func f(_ i: Int) -> Int { i }; func f(_ d: Double) -> Double { d }; func f(_ s: String) -> String { s }
                        let x = f(1) + f(2) * f("3") - f(4.0) + f(5) * f("6") - f(7.0) + f(8) + f(9) * f("1") - f(4.0) + f(5) + -f(1)
                        """.repeat(1) + "#if true\n"
                        + "let y = ".concat("[".repeat(20) + "1".concat("]".repeat(20))) + "\n#endif\n"
                        + slow())
                .compileTime(Duration.ofSeconds(2)));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.TIMEOUT);
        assertThat(heard.verdict().phase()).isEqualTo(Phase.COMPILE);
        assertThat(heard.verdict().detail()).isEqualTo("The compiler took longer than 2 seconds.");
        within(heard.verdict(), Phase.COMPILE, Duration.ofSeconds(2));
    }

    /// A million statements: the compiler needs minutes.
    private static String slow() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 15_000; i++) {
            text.append("let v").append(i).append(" = [1, 2.5, -3].map { \"\\($0 * 2)\" }.joined()\n");
        }
        return text.toString();
    }

    @Test
    void aFloodIsCutAndCountedAndEndsWell() throws Exception {
        HeardRun heard = run(Requests.of("""
                        let line = String(repeating: "y", count: 999)
                        for _ in 0..<5_000 { print(line) }
                        """).output(100_000));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.SUCCESS);
        assertThat(heard.stdout()).hasSize(100_000);
        assertThat(heard.verdict().dropped().stdoutBytes()).isEqualTo(4_900_000);
    }

    @Test
    void aFloodWithoutAnEndIsBeyondItsOutput() throws Exception {
        HeardRun heard = run(Requests.of("while true { print(\"forever and ever\") }")
                .output(1000)
                .runTime(Duration.ofSeconds(2)));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.OUTPUT_LIMIT);
        assertThat(heard.stdout()).hasSize(1000);
        assertThat(heard.verdict().dropped().stdoutBytes()).isPositive();
        within(heard.verdict(), Phase.RUN, Duration.ofSeconds(2));
    }

    @Test
    void aProgramThatTakesAllMemoryIsOutOfMemory() throws Exception {
        HeardRun heard = run(Requests.of("""
                        var all: [[UInt8]] = []
                        while true { all.append([UInt8](repeating: 1, count: 10_000_000)) }
                        """));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.OUT_OF_MEMORY);
        assertThat(heard.verdict().detail()).isEqualTo("The program needed more than 512 MiB of memory.");
    }

    @Test
    void aRequestWithLessMemoryHasLess() throws Exception {
        HeardRun heard = run(Requests.of("""
                        let much = [UInt8](repeating: 1, count: 300_000_000)
                        print(much[299_999_999])
                        """).memory(256L << 20));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.OUT_OF_MEMORY);
    }

    @Test
    void aProgramThatFillsItsDiskHearsSo() throws Exception {
        HeardRun heard = run(Requests.of("""
                        import Foundation
                        let piece = [UInt8](repeating: 7, count: 1 << 20)
                        for name in ["/tmp/full", "full"] {
                            let file = fopen(name, "w")!
                            var written = 0
                            while fwrite(piece, 1, piece.count, file) == piece.count, fflush(file) == 0 { written += 1 }
                            print(name, errno == ENOSPC || errno == EFBIG, written > 10)
                        }
                        """));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.SUCCESS);
        assertThat(heard.stdout()).isEqualTo("/tmp/full true true\nfull true true\n");
    }

    @Test
    void aProgramThatForksWithoutEndEndsAtItsTime() throws Exception {
        HeardRun heard = run(Requests.of("""
                        import Foundation
                        typealias Fork = @convention(c) () -> Int32
                        let fork = unsafeBitCast(dlsym(nil, "fork")!, to: Fork.self)
                        while true { _ = fork() }
                        """).runTime(Duration.ofSeconds(2)));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.TIMEOUT);
        within(heard.verdict(), Phase.RUN, Duration.ofSeconds(2));
    }

    @Test
    void whatAProgramLeavesRunningEndsWithIt() throws Exception {
        HeardRun heard = run(Requests.of("""
                        import Foundation
                        typealias Fork = @convention(c) () -> Int32
                        let fork = unsafeBitCast(dlsym(nil, "fork")!, to: Fork.self)
                        if fork() == 0 { setsid(); while true { sleep(1) } }
                        print("parent")
                        """));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.SUCCESS);
        assertThat(heard.stdout()).isEqualTo("parent\n");
    }

    @Test
    void aProgramThatClosesItsOutputGoesOn() throws Exception {
        HeardRun heard = run(Requests.of("""
                        import Foundation
                        print("before")
                        close(1); close(2); close(0)
                        usleep(200_000)
                        exit(4)
                        """));

        assertThat(heard.stdout()).isEqualTo("before\n");
        assertThat(heard.verdict().exitCode()).isEqualTo(4);
    }

    @Test
    void aProgramThatKillsItsParentGainsNothing() throws Exception {
        HeardRun heard = run(Requests.of("""
                        import Foundation
                        kill(1, 9); kill(getppid(), 9); kill(-1, 9)
                        print("alive")
                        while true { sleep(1) }
                        """).runTime(Duration.ofSeconds(2)));

        assertThat(heard.verdict().outcome()).isIn(RunOutcome.RUNTIME_ERROR, RunOutcome.TIMEOUT);
        within(heard.verdict(), Phase.RUN, Duration.ofSeconds(2));
    }

    /// It may do so before anybody knows that it runs.
    @Test
    void whatAProgramPrintedBeforeItKilledItsParentIsKept() throws Exception {
        for (int i = 0; i < 6; i++) {
            HeardRun heard = run(Requests.of("""
                            import Foundation
                            print("round %d")
                            kill(getppid(), SIGKILL)
                            """.formatted(i)));

            assertThat(heard.stdout()).isEqualTo("round %d\n".formatted(i));
            assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.RUNTIME_ERROR);
            assertThat(heard.verdict().reason()).isEqualTo(Reason.of(Reason.Code.KILLED_INSIDE));
        }
    }

    @Test
    void whoeverAskedStopsIt() throws Exception {
        HeardRun heard = new HeardRun();
        Run[] run = new Run[1];
        synchronized (run) {
            run[0] = fixture.runs()
                    .start(Requests.of("print(\"begun\")\nwhile true {}").request(), heard.onOutput(() -> {
                        synchronized (run) {
                            run[0].cancel();
                        }
                    }));
        }

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.KILLED);
        assertThat(heard.stdout()).isEqualTo("begun\n");
    }

    @Test
    void valuesOfExpressionsAreTold() throws Exception {
        HeardRun heard = run(Requests.of("""
                        let name = "Swift"
                        for i in 1...3 {
                            i * i
                        }
                        name.count
                        """).mode(RunMode.RESULTS));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.SUCCESS);
        List<LoggedValue> values = heard.events().stream()
                .filter(RunEvent.Valued.class::isInstance)
                .map(event -> ((RunEvent.Valued) event).value())
                .toList();
        assertThat(values).anySatisfy(value -> {
            assertThat(value.name()).isEqualTo("name");
            assertThat(value.type()).isEqualTo("String");
            assertThat(value.range().startLine()).isEqualTo(1);
        });
        assertThat(values.stream().filter(value -> value.range().startLine() == 3))
                .extracting(LoggedValue::value)
                .containsExactly("1", "4", "9");
        assertThat(values.getLast().value()).isEqualTo("5");
    }

    @Test
    void theLastValueOfALongLoopIsTold() throws Exception {
        HeardRun heard = run(Requests.of("""
                        var total = 0
                        for i in 1...200 {
                            total += i * i
                        }
                        var last = ""
                        for i in 1...1000 {
                            last = "at \\(i)"
                        }
                        var list: [Int] = []
                        for i in 1...150 {
                            list = [i]
                        }
                        """).mode(RunMode.RESULTS));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.SUCCESS);
        assertThat(lastIn(heard, 3)).isEqualTo("200: 2686700");
        assertThat(lastIn(heard, 7)).isEqualTo("1000: at 1000");
        assertThat(lastIn(heard, 11)).isEqualTo("150: [150]");
    }

    @Test
    void theLastValueBeforeACrashIsTold() throws Exception {
        HeardRun heard = run(Requests.of("""
                        var count = 0
                        while true {
                            count += 1
                            precondition(count < 150)
                        }
                        """).mode(RunMode.RESULTS));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.RUNTIME_ERROR);
        assertThat(lastIn(heard, 3)).isEqualTo("150: 150");
    }

    @Test
    void theLastValueBeforeAKillIsTold() throws Exception {
        HeardRun heard = run(Requests.of("""
                        import Foundation
                        var count = 0
                        while true {
                            count += 1
                            if count == 5000 { kill(getpid(), SIGKILL) }
                        }
                        """).mode(RunMode.RESULTS));

        assertThat(lastIn(heard, 4)).isEqualTo("5000: 5000");
    }

    /// The last value of the expressions in a line: its pass and what it was.
    private static String lastIn(HeardRun heard, int line) {
        return heard.events().stream()
                .filter(RunEvent.Valued.class::isInstance)
                .map(event -> ((RunEvent.Valued) event).value())
                .filter(value -> value.range().startLine() == line)
                .max(Comparator.comparingLong(LoggedValue::pass))
                .map(value -> value.pass() + ": " + value.value())
                .orElse("none");
    }

    @Test
    void anIdenticalRequestIsAnsweredFromTheCache() throws Exception {
        Requests request = Requests.of("print(\"once\")").cached();
        Eventually.holds("it is cached", () -> run(request).verdict().cached());
        HeardRun again = run(request);
        HeardRun other = run(Requests.of("print(\"twice\")").cached());

        assertThat(again.stdout()).isEqualTo("once\n");
        assertThat(again.verdict().cached()).isTrue();
        assertThat(other.verdict().cached()).isFalse();
    }

    @Test
    void aTextIsFormatted() throws Exception {
        Formatted good = fixture.runs()
                .format(RunFixture.SWIFT, "let   a=1\n")
                .toCompletableFuture()
                .get(300, java.util.concurrent.TimeUnit.SECONDS);
        Formatted bad = fixture.runs()
                .format(RunFixture.SWIFT, "let = (")
                .toCompletableFuture()
                .get(300, java.util.concurrent.TimeUnit.SECONDS);

        assertThat(good).isEqualTo(new Formatted.Text("let a = 1\n"));
        assertThat(bad)
                .isInstanceOfSatisfying(
                        Formatted.Refused.class,
                        refused -> assertThat(refused.why()).contains("error"));
    }

    @Test
    void aToolchainIsHealthyWhenAProgramRunsOnIt() throws Exception {
        ProgramHealth health =
                new ProgramHealth(fixture.runs(), RunFixture.LIMITS, () -> Duration.ofNanos(System.nanoTime()));
        var missing = new dev.swiftlet.toolchain.Toolchain(
                "swift-9", "Swift 9", "swiftlet/no-such-image:9", List.of("lldb"), Map.of());

        assertThat(health.check(RunFixture.SWIFT).toCompletableFuture().get(300, java.util.concurrent.TimeUnit.SECONDS))
                .isEqualTo(new ToolchainHealth.Status.Available());
        assertThat(health.check(missing).toCompletableFuture().get(300, java.util.concurrent.TimeUnit.SECONDS))
                .isInstanceOf(ToolchainHealth.Status.Unavailable.class);
        System.out.println("measured " + health.of(missing));
    }
}
