package dev.swiftlet.run;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.sandbox.EmptySandbox;
import dev.swiftlet.toolchain.Toolchain;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A run from its request to its verdict: waits, then is carried out. Any thread; the listener hears it on one loop.
final class RunJob implements Run, Errand, Execution.Owner {
    private static final Logger LOG = Logger.getLogger(RunJob.class);

    /// What it needs of the service.
    ///
    /// @param loops gives a loop to whoever never had a sandbox
    /// @param leave gives up the wait; whether it still waited
    /// @param ended hears of each run that is over
    record Place(
            RunSettings settings,
            RunReaders readers,
            Supplier<EventLoop> loops,
            Predicate<Errand> leave,
            Consumer<RunJob> ended) {}

    private final RunRequest request;
    private final RunListener listener;
    private final Place place;
    private final @Nullable Recording recording;
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private @Nullable EventLoop loop;
    private @Nullable Execution execution;
    private Runnable sandboxOver = () -> {};
    private boolean cancelled;
    private volatile boolean paused;

    /// @param recording gets all that the listener hears but its end; null where nobody wants it again
    RunJob(RunRequest request, RunListener listener, Place place, @Nullable Recording recording) {
        this.request = request;
        this.listener = listener;
        this.place = place;
        this.recording = recording;
    }

    @Override
    public Toolchain toolchain() {
        return request.toolchain();
    }

    @Override
    public RunLimits limits() {
        return request.limits();
    }

    @Override
    public CompletionStage<Verdict> verdict() {
        return verdict.copy();
    }

    @Override
    public void cancel() {
        EventLoop own;
        synchronized (this) {
            cancelled = true;
            own = loop;
        }
        if (own != null) {
            own.execute(() -> {
                if (execution != null) {
                    execution.cancel();
                }
            });
        } else if (place.leave().test(this)) {
            notBegun(RunOutcome.KILLED, "It was stopped before it began.");
        }
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        EventLoop own;
        synchronized (this) {
            paused = false;
            own = loop;
        }
        if (own != null) {
            own.execute(() -> {
                if (execution != null) {
                    execution.resumed();
                }
            });
        }
    }

    @Override
    public boolean isPaused() {
        return paused;
    }

    @Override
    public void begin(EmptySandbox sandbox, Runnable over) {
        boolean stopped;
        synchronized (this) {
            loop = sandbox.loop();
            stopped = cancelled;
        }
        sandboxOver = over;
        if (stopped) {
            over(notBegunVerdict(RunOutcome.KILLED, "It was stopped before it began."));
            return;
        }
        Execution begun = new Execution(
                request,
                Workplace.of(sandbox),
                place.settings(),
                place.readers(),
                this,
                new PipedStreams(request, this::event, this::isPaused));
        execution = begun;
        sandbox.sandbox().ended().thenAccept(end -> sandbox.loop().execute(() -> begun.lost(end)));
        begun.begin();
    }

    @Override
    public void failed(String why) {
        notBegun(RunOutcome.INTERNAL_ERROR, why);
    }

    @Override
    public void refused(String why) {
        notBegun(RunOutcome.BUSY, why);
    }

    @Override
    public void event(RunEvent event) {
        if (recording != null) {
            recording.add(event);
        }
        tell(event);
    }

    @Override
    public void over(Verdict how) {
        sandboxOver.run();
        if (recording != null) {
            recording.add(new RunEvent.Ended(how.fromCache()));
        }
        if (verdict.complete(how)) {
            place.ended().accept(this);
            tell(new RunEvent.Ended(how));
        }
    }

    private void notBegun(RunOutcome outcome, String why) {
        place.loops().get().execute(() -> over(notBegunVerdict(outcome, why)));
    }

    private Verdict notBegunVerdict(RunOutcome outcome, String why) {
        return Verdict.notBegun(request, false, outcome, why);
    }

    /// A listener that fails must not take the sandbox's loop along.
    private void tell(RunEvent event) {
        try {
            listener.event(event);
        } catch (RuntimeException e) {
            LOG.error("the listener of a run failed", e);
        }
    }
}
