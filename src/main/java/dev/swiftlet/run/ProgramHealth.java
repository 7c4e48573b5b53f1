package dev.swiftlet.run;

import dev.swiftlet.toolchain.Toolchain;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Finds out whether programs run on a toolchain by running one. Any thread.
public final class ProgramHealth implements ToolchainHealth {
    private static final Logger LOG = Logger.getLogger(ProgramHealth.class);

    /// Whoever asks again sooner is told the same: a program costs 0.2 s of a processor.
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    /// What was mended should soon be seen.
    private static final Duration BAD_FOR = Duration.ofSeconds(10);

    private static final String WORD = "swiftlet";
    private static final List<SourceFile> PROGRAM = List.of(new SourceFile("main.swift", "print(\"" + WORD + "\")\n"));

    private record Found(Status status, Duration when) {}

    private final RunService runs;
    private final RunLimits limits;
    private final Supplier<Duration> clock;
    private final Map<String, Found> found = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Status>> running = new ConcurrentHashMap<>();

    /// @param limits of the program
    /// @param clock monotonic
    public ProgramHealth(RunService runs, RunLimits limits, Supplier<Duration> clock) {
        this.runs = runs;
        this.limits = limits;
        this.clock = clock;
    }

    /// Begins to find out about all of them.
    public void start(Collection<Toolchain> toolchains) {
        toolchains.forEach(this::check);
    }

    @Override
    public Status of(Toolchain toolchain) {
        Found last = found.get(toolchain.id());
        return last == null ? new Status.Unknown() : last.status();
    }

    @Override
    public CompletionStage<Status> check(Toolchain toolchain) {
        Found last = found.get(toolchain.id());
        if (last != null && isFresh(last)) {
            return CompletableFuture.completedStage(last.status());
        }
        CompletableFuture<Status> mine = new CompletableFuture<>();
        CompletableFuture<Status> other = running.putIfAbsent(toolchain.id(), mine);
        if (other != null) {
            return other.copy();
        }
        begin(toolchain, mine);
        return mine.copy();
    }

    private void begin(Toolchain toolchain, CompletableFuture<Status> done) {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        RunListener listener = event -> {
            if (event instanceof RunEvent.Stdout(var bytes)) {
                stdout.writeBytes(
                        StandardCharsets.UTF_8.decode(bytes).toString().getBytes(StandardCharsets.UTF_8));
            }
        };
        RunRequest program = new RunRequest(
                PROGRAM, toolchain, RunMode.RUN, CompilerOptions.DEFAULT, List.of(), Map.of(), "", limits, false);
        try {
            runs.start(program, listener)
                    .verdict()
                    .thenAccept(
                            verdict -> over(toolchain, status(verdict, stdout.toString(StandardCharsets.UTF_8)), done));
        } catch (RunsBusyException e) {
            // Where so many programs run, one more says nothing new.
            over(toolchain, null, done);
        }
    }

    private void over(Toolchain toolchain, @Nullable Status status, CompletableFuture<Status> done) {
        if (status != null) {
            Status before = of(toolchain);
            found.put(toolchain.id(), new Found(status, clock.get()));
            tell(toolchain, before, status);
        }
        running.remove(toolchain.id());
        done.complete(of(toolchain));
    }

    private static void tell(Toolchain toolchain, Status before, Status now) {
        if (before.equals(now)) {
            return;
        }
        switch (now) {
            case Status.Unknown _ -> {}
            case Status.Available _ -> LOG.infof("programs run on %s", toolchain.label());
            case Status.Unavailable(var why) -> LOG.warnf("no program runs on %s: %s", toolchain.label(), why);
        }
    }

    private boolean isFresh(Found last) {
        Duration lasts = last.status() instanceof Status.Available ? GOOD_FOR : BAD_FOR;
        return clock.get().minus(last.when()).compareTo(lasts) < 0;
    }

    /// Null where it says nothing new: so many programs run that this one never began.
    private static @Nullable Status status(Verdict verdict, String stdout) {
        String detail = verdict.detail();
        if (verdict.outcome() == RunOutcome.BUSY) {
            return null;
        }
        if (verdict.outcome() == RunOutcome.SUCCESS && stdout.strip().equals(WORD)) {
            return new Status.Available();
        }
        if (verdict.outcome() == RunOutcome.INTERNAL_ERROR && detail != null) {
            return new Status.Unavailable(detail);
        }
        return new Status.Unavailable("A small program that should print a word did not run as it should (%s).%s"
                .formatted(
                        verdict.outcome()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', ' '),
                        detail == null ? "" : " " + detail));
    }
}
