package dev.swiftlet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swiftlet.sandbox.FakeProgram;
import dev.swiftlet.sandbox.FakeRuns;
import dev.swiftlet.sandbox.SandboxEnd;
import dev.swiftlet.web.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The service on an engine without containers.
@NullMarked
class SandboxedRunsTest {
    private static final int WINDOW = 262_144;

    private final List<FakeRuns> made = new ArrayList<>();
    private FakeRuns fake = runs(10, 2, 1, Duration.ofMinutes(5));

    private FakeRuns runs(int permits, int concurrency, int reserved, Duration waitingTimeout) {
        FakeRuns all = new FakeRuns(permits, concurrency, reserved, waitingTimeout);
        made.add(all);
        return all;
    }

    @AfterEach
    void nothingIsLeft() {
        for (FakeRuns each : made) {
            each.close();
            assertThat(each.engine().listAnyway()).isEmpty();
            assertThat(each.permits().held()).isZero();
        }
    }

    private void programs(Consumer<FakeProgram.Tty> program) {
        fake.engine().programs(() -> FakeTools.running(program));
    }

    private HeardRun start(Requests request) throws RunsBusyException {
        HeardRun heard = new HeardRun();
        var _ = fake.runs().start(request.limits(FakeRuns.LIMITS).request(), heard);
        return heard;
    }

    private void begun(int count) throws Exception {
        Eventually.holds(
                count + " are carried out",
                () -> fake.runs().running() == count
                        && fake.engine().sandboxes().size() == count);
    }

    @Test
    void aRunIsToldInOrderAndItsSandboxIsGone() throws Exception {
        programs(tty -> {
            tty.print("out");
            tty.printError("err");
            tty.exit(0);
        });

        HeardRun heard = start(Requests.of("print(1)"));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.SUCCESS);
        assertThat(heard.stdout()).isEqualTo("out");
        assertThat(heard.stderr()).isEqualTo("err");
        assertThat(heard.events())
                .containsExactly(
                        new RunEvent.PhaseBegan(Phase.COMPILE),
                        new RunEvent.PhaseBegan(Phase.LINK),
                        new RunEvent.PhaseBegan(Phase.RUN),
                        new RunEvent.Ended(heard.verdict()));
        Eventually.holds("its sandbox is gone", () -> fake.engine().sandboxes().isEmpty());
        assertThat(fake.runs().counters().ended(RunOutcome.SUCCESS)).isEqualTo(1);
    }

    @Test
    void theCompilerGetsWhatTheRequestSays() throws Exception {
        CompletableFuture<List<String>> command = new CompletableFuture<>();
        fake.engine()
                .programs(() -> new FakeTools(
                        tty -> {
                            command.complete(tty.arguments());
                            tty.exit(1);
                        },
                        tty -> tty.exit(0)));

        HeardRun heard = start(Requests.of(new SourceFile("a.swift", "1"), new SourceFile("main.swift", "2"))
                .options(new CompilerOptions(
                        CompilerOptions.Optimization.SPEED,
                        CompilerOptions.LanguageVersion.V6,
                        CompilerOptions.Warnings.ERRORS,
                        CompilerOptions.StrictConcurrency.COMPLETE,
                        List.of("ExistentialAny"))));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.COMPILE_ERROR);
        assertThat(command.get(60, TimeUnit.SECONDS))
                .containsExactly(
                        "/usr/lib/swiftlet/compile",
                        "-O",
                        "-swift-version",
                        "6",
                        "-warnings-as-errors",
                        "-strict-concurrency=complete",
                        "-enable-upcoming-feature",
                        "ExistentialAny",
                        "-o",
                        "main.o",
                        "--",
                        "a.swift",
                        "main.swift");
    }

    @Test
    void moreThanMayWaitAreRefused() throws Exception {
        programs(_ -> {});
        for (int i = 0; i < 4; i++) {
            start(Requests.of("forever"));
        }

        assertThatThrownBy(() -> start(Requests.of("one too many")))
                .isInstanceOfSatisfying(
                        RunsBusyException.class,
                        busy -> assertThat(busy.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60)));
        assertThat(fake.runs().counters().refused()).isEqualTo(1);
    }

    @Test
    void whoWaitedTooLongIsToldSo() throws Exception {
        fake = runs(10, 1, 0, Duration.ofMillis(100));
        programs(_ -> {});
        start(Requests.of("forever"));
        begun(1);

        HeardRun waits = start(Requests.of("waits"));

        assertThat(waits.verdict().outcome()).isEqualTo(RunOutcome.BUSY);
        assertThat(waits.verdict().detail()).contains("busy");
        assertThat(waits.events()).containsExactly(new RunEvent.Ended(waits.verdict()));
        assertThat(fake.runs()
                        .format(FakeRuns.toolchain("swiftlet/sandbox:6.0"), "let a")
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS))
                .isInstanceOf(Formatted.Busy.class);
    }

    @Test
    void aBusyServerSaysNothingOfItsToolchains() throws Exception {
        fake = runs(10, 1, 0, Duration.ofMillis(100));
        programs(_ -> {});
        start(Requests.of("forever"));
        begun(1);
        ProgramHealth health =
                new ProgramHealth(fake.runs(), FakeRuns.LIMITS, () -> Duration.ofNanos(System.nanoTime()));

        assertThat(health.check(FakeRuns.toolchain("swiftlet/sandbox:6.0"))
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS))
                .isEqualTo(new ToolchainHealth.Status.Unknown());
    }

    @Test
    void oneThatWaitsCanBeStopped() throws Exception {
        programs(_ -> {});
        start(Requests.of("forever"));
        start(Requests.of("forever"));
        begun(2);
        HeardRun heard = new HeardRun();
        Run run = fake.runs().start(Requests.of("waits").limits(FakeRuns.LIMITS).request(), heard);

        run.cancel();

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.KILLED);
        assertThat(fake.runs().waiting()).isZero();
    }

    @Test
    void oneWhoseSandboxIsBeingMadeCanBeStopped() throws Exception {
        fake.engine().holdCreate();
        HeardRun heard = new HeardRun();
        Run run = fake.runs().start(Requests.of("x").limits(FakeRuns.LIMITS).request(), heard);
        run.cancel();

        fake.engine().letCreate();

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.KILLED);
    }

    @Test
    void oneThatRunsCanBeStopped() throws Exception {
        programs(tty -> tty.print("begun"));
        HeardRun heard = new HeardRun();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Run run = fake.runs()
                .start(Requests.of("x").limits(FakeRuns.LIMITS).request(), heard.onOutput(() -> begun.complete(null)));
        begun.get(60, TimeUnit.SECONDS);

        run.cancel();

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.KILLED);
        assertThat(heard.verdict().signal()).isEqualTo("SIGKILL");
    }

    @Test
    void aSandboxThatIsLostIsNotTheProgramsFault() throws Exception {
        programs(tty -> tty.print("begun"));
        HeardRun heard = start(Requests.of("x"));
        Eventually.holds("it runs", () -> heard.stdout().equals("begun"));

        fake.engine().sandboxes().getFirst().end(new SandboxEnd(SandboxEnd.Reason.LOST, "Somebody removed it."));

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.INTERNAL_ERROR);
        assertThat(heard.verdict().detail()).isEqualTo("Somebody removed it.");
    }

    @Test
    void aMissingImageIsSaidInASentence() throws Exception {
        HeardRun heard = new HeardRun();
        RunRequest usual = Requests.of("x").limits(FakeRuns.LIMITS).request();
        var _ = fake.runs()
                .start(
                        new RunRequest(
                                usual.sources(),
                                FakeRuns.toolchain("missing"),
                                usual.mode(),
                                usual.options(),
                                List.of(),
                                usual.environment(),
                                "",
                                usual.limits(),
                                false),
                        heard);

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.INTERNAL_ERROR);
        assertThat(heard.verdict().detail()).contains("no such image");
    }

    @Test
    void whatIsBeyondTheCapIsCountedAndTheProgramGoesOn() throws Exception {
        programs(tty -> {
            tty.print("x".repeat(3 * WINDOW));
            tty.exit(5);
        });

        HeardRun heard = start(Requests.of("x"));

        assertThat(heard.verdict().exitCode()).isEqualTo(5);
        assertThat(heard.stdout().length()).isEqualTo(1000);
        assertThat(heard.verdict().dropped().stdoutBytes()).isEqualTo(3L * WINDOW - 1000);
    }

    @Test
    void aListenerThatPausesHoldsTheProgramUp() throws Exception {
        programs(tty -> {
            tty.print("x".repeat(4 * WINDOW));
            tty.exit(0);
        });
        RunLimits limits = new RunLimits(Duration.ofMinutes(5), Duration.ofMinutes(5), 512L << 20, 8L * WINDOW, 64);
        HeardRun heard = new HeardRun();
        CompletableFuture<Run> run = new CompletableFuture<>();
        heard.onOutput(() -> run.join().pause());
        run.complete(fake.runs().start(Requests.of("x").limits(limits).request(), heard));
        Eventually.holds("a window has come", () -> heard.stdout().length() >= WINDOW);

        assertThat(heard.stdout().length()).isLessThan(2 * WINDOW);
        heard.onOutput(() -> {});
        run.join().resume();

        assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.SUCCESS);
        assertThat(heard.stdout().length()).isEqualTo(4 * WINDOW);
    }

    @Test
    void whoeverWaitsForASessionGoesFirstButForOnePlace() throws Exception {
        programs(_ -> {});
        fake.permits().crowded(true);
        start(Requests.of("forever"));
        start(Requests.of("waits"));
        begun(1);
        assertThat(fake.runs().waiting()).isEqualTo(1);

        fake.permits().crowded(false);

        begun(2);
    }

    @Test
    void anIdenticalRequestIsAnsweredFromTheCache() throws Exception {
        programs(tty -> {
            tty.print("told");
            tty.exit(3);
        });
        Requests request = Requests.of("same").cached();
        Eventually.holds("it is cached", () -> start(request).verdict().cached());
        HeardRun again = start(request);

        assertThat(again.verdict().cached()).isTrue();
        assertThat(again.verdict().exitCode()).isEqualTo(3);
        assertThat(again.stdout()).isEqualTo("told");
        assertThat(start(request.arguments("another")).verdict().cached()).isFalse();
        assertThat(fake.runs().counters().cached()).isEqualTo(2);
    }

    @Test
    void aTextIsFormatted() throws Exception {
        programs(_ -> {});

        assertThat(fake.runs()
                        .format(FakeRuns.toolchain("swiftlet/sandbox:6.0"), "let a")
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS))
                .isEqualTo(new Formatted.Text("LET A"));
    }

    @Test
    void aServerThatStopsStopsItsRuns() throws Exception {
        programs(_ -> {});
        List<HeardRun> heard = List.of(
                start(Requests.of("a")),
                start(Requests.of("b")),
                start(Requests.of("waits")),
                start(Requests.of("too")));
        begun(2);

        fake.runs().close();

        assertThat(heard.get(0).verdict().outcome()).isEqualTo(RunOutcome.KILLED);
        assertThat(heard.get(1).verdict().outcome()).isEqualTo(RunOutcome.KILLED);
        assertThat(heard.get(2).verdict().outcome()).isEqualTo(RunOutcome.BUSY);
        assertThat(heard.get(2).verdict().detail()).contains("stops");
        assertThatThrownBy(() -> start(Requests.of("late"))).isInstanceOf(RunsBusyException.class);
    }
}
