package dev.swiftlet.run;

import dev.swiftlet.agent.ProcessExit;
import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.sandbox.SandboxEnd;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A run in its sandbox: the sources go in, then one phase follows the other until one says how it went. Confined to
/// the sandbox's loop.
final class Execution {
    private static final Logger LOG = Logger.getLogger(Execution.class);
    private static final Duration PUT_PATIENCE = Duration.ofSeconds(10);
    /// For the values that a program logged last.
    private static final Duration VALUES_PATIENCE = Duration.ofSeconds(1);
    /// The last values, and what counts a long loop's, come beside them.
    private static final long VALUE_EXTRA_BYTES = 1024 * 1024;

    private static final ByteBuffer NO_INPUT = ByteBuffer.allocate(0);
    private static final String NOT_TAKEN = "The sandbox did not take the sources.";
    /// What the linker says is about nobody's sources.
    private static final String DID_NOT_LINK = "The program could not be linked: ";

    /// Who hears of it.
    interface Owner {
        void event(RunEvent event);

        /// Whether it wants no more output for now.
        boolean isPaused();

        /// Nothing more comes.
        void over(Verdict verdict);
    }

    private final RunRequest request;
    private final Workplace place;
    private final Recipe recipe;
    private final RunSettings settings;
    private final RunReaders readers;
    private final Owner owner;
    private final List<Verdict.PhaseUsage> phases = new ArrayList<>();
    private final ProgramStreams streams;
    private final ValueReader values;
    private Phase phase = Phase.COMPILE;
    private @Nullable StoppableProcess process;
    private @Nullable PhaseProcess valueProcess;
    private Runnable timer = () -> {};
    private Runnable afterValues = () -> {};
    private int droppedDiagnostics;
    private long oomKills;
    private boolean over;

    /// @param streams the program's
    Execution(
            RunRequest request,
            Workplace place,
            RunSettings settings,
            RunReaders readers,
            Owner owner,
            ProgramStreams streams) {
        this.request = request;
        this.place = place;
        this.oomKills = place.oomKills();
        this.recipe = new Recipe(request, place.directory(), place.limits());
        this.settings = settings;
        this.readers = readers;
        this.owner = owner;
        this.streams = streams;
        Set<String> files = request.sources().stream().map(SourceFile::name).collect(Collectors.toSet());
        this.values = new ValueReader(files, settings.values(), owner::event);
    }

    void begin() {
        timer = place.loop().after(PUT_PATIENCE, () -> finish(Finding.failed(NOT_TAKEN, Reason.Code.SANDBOX)));
        CompletableFuture<?>[] puts = request.sources().stream()
                .map(source -> place.sandbox()
                        .agent()
                        .putFile(place.directory() + "/" + source.name(), bytes(source.text()))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        var _ = CompletableFuture.allOf(puts).whenCompleteAsync((_, failure) -> placed(failure), place.loop());
    }

    /// Its verdict comes soon.
    void cancel() {
        if (process == null) {
            finish(new Finding(RunOutcome.KILLED, null, null, "It was stopped."));
        } else {
            process.stop(PhaseProcess.Stop.CANCELLED);
        }
    }

    /// How many the kernel had killed for memory in the sandbox when a phase last ended.
    long oomKills() {
        return oomKills;
    }

    /// It does not begin.
    void fail(String why, Reason.Code code) {
        finish(Finding.failed(why, code));
    }

    /// More output is wanted again.
    void resumed() {
        if (process != null) {
            process.resumed();
        }
        if (valueProcess != null) {
            valueProcess.resumed();
        }
    }

    private void placed(@Nullable Throwable failure) {
        if (over) {
            return;
        }
        timer.run();
        if (failure != null) {
            finish(Finding.failed(NOT_TAKEN, Reason.Code.SANDBOX));
            return;
        }
        CompilerWords words = new CompilerWords();
        enter(Phase.COMPILE);
        start(recipe.compile(), request.limits().compileTime(), words, ending -> compiled(words, ending));
    }

    private void compiled(CompilerWords words, PhaseProcess.Ending ending) {
        record(ending);
        List<Diagnostic> diagnostics = words.diagnostics(readers.diagnostics());
        droppedDiagnostics = words.dropped();
        diagnostics.forEach(diagnostic -> owner.event(new RunEvent.Diagnosed(diagnostic)));
        Finding finding = Finding.ofTool("The compiler", ending, request.limits(), place.oomKills());
        boolean explained = finding.detail() != null
                || diagnostics.stream().anyMatch(each -> each.severity() == Diagnostic.Severity.ERROR);
        if (finding.outcome() != null) {
            finish(explained ? finding : finding.explained(words.text()));
        } else if (request.mode() == RunMode.CHECK) {
            finish(finding.success());
        } else {
            link(request.limits().compileTime().minus(ending.wall()));
        }
    }

    private void link(Duration time) {
        CompilerWords words = new CompilerWords();
        enter(Phase.LINK);
        start(recipe.link(time), time, words, ending -> {
            record(ending);
            Finding finding = Finding.ofTool("The linker", ending, request.limits(), place.oomKills());
            if (finding.outcome() == null) {
                run();
            } else {
                finish(finding.detail() == null ? finding.explained(DID_NOT_LINK + words.text()) : finding);
            }
        });
    }

    private void run() {
        if (request.mode() == RunMode.RESULTS) {
            listenForValues();
        }
        enter(Phase.RUN);
        ProcessSpec spec = recipe.run(settings.values(), settings.valueBytes(), streams.tty());
        process = streams.start(place, spec, request.limits().runTime(), unlessOver(this::ran));
    }

    private void ran(PhaseProcess.Ending ending) {
        record(ending);
        boolean tooLong = streams.droppedStdout() + streams.droppedStderr() > 0;
        Finding finding = Finding.ofProgram(ending, request.limits(), tooLong, place.oomKills());
        Crash crash = finding.outcome() == RunOutcome.RUNTIME_ERROR && finding.signal() != null
                ? readers.crashes().read(streams.lastWords()).orElse(null)
                : null;
        if (valueProcess == null) {
            finish(finding, crash);
        } else {
            process = null;
            afterValues = () -> finish(finding, crash);
            valueProcess.endOfInput();
            timer = place.loop().after(VALUES_PATIENCE, afterValues);
        }
    }

    /// They come on a channel of their own; whoever reads them there ends when it is told that no more come.
    private void listenForValues() {
        CappedStream lines = new CappedStream(settings.valueBytes() + VALUE_EXTRA_BYTES, values::add);
        CappedStream words = new CappedStream(0, _ -> {});
        Duration time = request.limits().runTime().plus(VALUES_PATIENCE).plus(VALUES_PATIENCE);
        valueProcess = process(recipe.results(), time, lines, words, null, _ -> afterValues.run());
    }

    private void start(ProcessSpec spec, Duration time, CompilerWords words, Consumer<PhaseProcess.Ending> next) {
        process = process(spec, time, words.stdout(), words.stderr(), NO_INPUT, next);
    }

    private PhaseProcess process(
            ProcessSpec spec,
            Duration time,
            CappedStream out,
            CappedStream err,
            @Nullable ByteBuffer input,
            Consumer<PhaseProcess.Ending> next) {
        return new PhaseProcess(
                place.sandbox().agent(), place.loop(), spec, time, owner::isPaused, out, err, input, unlessOver(next));
    }

    private Consumer<PhaseProcess.Ending> unlessOver(Consumer<PhaseProcess.Ending> next) {
        return ending -> {
            if (!over) {
                next.accept(ending);
            }
        };
    }

    private void enter(Phase next) {
        phase = next;
        owner.event(new RunEvent.PhaseBegan(next));
    }

    private void record(PhaseProcess.Ending ending) {
        ProcessExit exit = ending.exit();
        oomKills = exit == null ? oomKills : exit.oomKills();
        phases.add(
                exit == null
                        ? new Verdict.PhaseUsage(phase, millis(ending.wall()), 0, 0)
                        : new Verdict.PhaseUsage(
                                phase,
                                millis(exit.wall()),
                                millis(exit.user().plus(exit.system())),
                                exit.peakKib() * 1024));
    }

    /// Its sandbox has ended.
    void lost(SandboxEnd end) {
        if (!over) {
            LOG.infof(
                    "sandbox of a run ended sandboxId=%s reason=%s",
                    place.sandbox().name(), end.reason());
            finish(
                    end.reason() == SandboxEnd.Reason.OUT_OF_MEMORY
                            ? new Finding(RunOutcome.OUT_OF_MEMORY, null, null, end.detail())
                            : Finding.failed(end.detail(), Reason.Code.SANDBOX));
        }
    }

    private void finish(Finding finding) {
        finish(finding, null);
    }

    private void finish(Finding finding, @Nullable Crash crash) {
        if (over || finding.outcome() == null) {
            return;
        }
        over = true;
        timer.run();
        owner.over(new Verdict(
                finding.outcome(),
                phase,
                finding.exitCode(),
                finding.signal(),
                crash,
                phases,
                new Verdict.Dropped(
                        streams.droppedStdout(), streams.droppedStderr(), droppedDiagnostics, values.dropped()),
                false,
                ReproduceLine.of(request, streams.tty() != null),
                finding.detail(),
                finding.reason()));
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
