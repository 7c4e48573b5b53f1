package dev.swiftlet.run;

import dev.swiftlet.sandbox.EmptySandbox;
import dev.swiftlet.sandbox.Permit;
import dev.swiftlet.sandbox.SandboxException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Who waits for a sandbox, and who has one: only so many at once, first come, first served. Any thread; holds its lock
/// for moments only.
final class RunLine {
    private static final Logger LOG = Logger.getLogger(RunLine.class);
    private static final String NO_PLACE = "The server is busy: no sandbox came free in time. Please try again.";
    private static final String STOPPING = "The server stops. Please try again in a moment.";
    private static final Duration MOST_RETRY = Duration.ofSeconds(60);
    /// What an errand takes until that is known.
    private static final double FIRST_GUESS_SECONDS = 1;
    /// How much the last errand counts in the average.
    private static final double WEIGHT = 0.1;

    private record Waiting(Errand errand, Duration since) {}

    private final RunSandboxes sandboxes;
    private final RunSettings settings;
    private final Supplier<Duration> clock;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private double usualSeconds = FIRST_GUESS_SECONDS;
    private int running;
    private boolean closed;

    /// @param clock monotonic
    RunLine(RunSandboxes sandboxes, RunSettings settings, Supplier<Duration> clock) {
        this.sandboxes = sandboxes;
        this.settings = settings;
        this.clock = clock;
        sandboxes.onReturn(this::serve);
    }

    /// Gives it a sandbox as soon as there is one for it.
    void enter(Errand errand) throws RunsBusyException {
        synchronized (this) {
            if (closed || waiting.size() >= settings.maxWaiting() + free()) {
                throw new RunsBusyException(retryAfter());
            }
            waiting.add(new Waiting(errand, clock.get()));
        }
        serve();
    }

    /// Gives up the wait.
    ///
    /// @return whether it still waited; else it has begun or failed, or will in a moment
    synchronized boolean leave(Errand errand) {
        return waiting.removeIf(each -> each.errand().equals(errand));
    }

    synchronized int waiting() {
        return waiting.size();
    }

    synchronized int running() {
        return running;
    }

    /// Gives what there is to those who wait. Called every second or so, too: memory comes free without a word.
    void serve() {
        for (Optional<Runnable> start = next(); start.isPresent(); start = next()) {
            start.get().run();
        }
    }

    /// Whoever has waited for too long is sent away.
    void expire() {
        List<Errand> expired = new ArrayList<>();
        synchronized (this) {
            Duration before = clock.get().minus(settings.waitingTimeout());
            while (!waiting.isEmpty() && waiting.element().since().compareTo(before) <= 0) {
                expired.add(waiting.remove().errand());
            }
        }
        expired.forEach(errand -> errand.refused(NO_PLACE));
    }

    /// Nobody gets anything any more.
    void close() {
        List<Waiting> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
        }
        left.forEach(each -> each.errand().refused(STOPPING));
    }

    private synchronized Optional<Runnable> next() {
        Waiting first = waiting.peek();
        if (first == null || running >= settings.concurrency()) {
            return Optional.empty();
        }
        Errand errand = first.errand();
        Optional<EmptySandbox> ready = sandboxes.take(errand.toolchain(), errand.limits());
        Optional<Permit> permit = ready.isPresent() ? Optional.empty() : sandboxes.tryPermit();
        if (ready.isEmpty() && permit.isEmpty()) {
            return Optional.empty();
        }
        waiting.remove();
        running++;
        return Optional.of(ready.<Runnable>map(sandbox -> () -> begin(errand, sandbox))
                .orElseGet(() -> () -> Thread.ofVirtual().name("run-sandbox").start(() -> make(errand, permit.get()))));
    }

    private void make(Errand errand, Permit permit) {
        try {
            begin(errand, sandboxes.make(errand.toolchain(), errand.limits(), permit));
        } catch (SandboxException e) {
            LOG.warnf("no sandbox for a run on %s: %s", errand.toolchain().id(), e.getMessage());
            errand.failed(String.valueOf(e.getMessage()));
            over(Duration.ZERO);
        }
    }

    private void begin(Errand errand, EmptySandbox sandbox) {
        Duration began = clock.get();
        AtomicBoolean over = new AtomicBoolean();
        sandbox.loop()
                .execute(() -> errand.begin(sandbox, () -> {
                    if (over.compareAndSet(false, true)) {
                        sandbox.sandbox().close();
                        over(clock.get().minus(began));
                    }
                }));
    }

    private void over(Duration took) {
        synchronized (this) {
            running--;
            usualSeconds += WEIGHT * (took.toMillis() / 1e3 - usualSeconds);
        }
        serve();
    }

    private Duration retryAfter() {
        double seconds = usualSeconds * (waiting.size() + 1) / settings.concurrency();
        return Duration.ofSeconds(Math.clamp((long) Math.ceil(seconds), 1, MOST_RETRY.toSeconds()));
    }

    private int free() {
        return Math.max(0, settings.concurrency() - running);
    }
}
