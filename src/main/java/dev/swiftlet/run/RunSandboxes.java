package dev.swiftlet.run;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.sandbox.EmptySandbox;
import dev.swiftlet.sandbox.Permit;
import dev.swiftlet.sandbox.Permits;
import dev.swiftlet.sandbox.RunPool;
import dev.swiftlet.sandbox.Sandbox;
import dev.swiftlet.sandbox.SandboxException;
import dev.swiftlet.sandbox.SandboxLimits;
import dev.swiftlet.sandbox.SandboxSource;
import dev.swiftlet.toolchain.Toolchain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Sandboxes that are used once: from the pool, or made for the one who wants it. Any thread.
final class RunSandboxes {
    private static final Logger LOG = Logger.getLogger(RunSandboxes.class);

    /// The agent, what it starts programs with, and who reads a run's values.
    private static final int OWN_PROCESSES = 6;

    /// Below the largest file that a sandbox allows: whoever fills it hears that it is full, and is not killed.
    private static final long MOST_TMP_BYTES = 48L << 20;

    private static final Duration REMOVAL_PATIENCE = Duration.ofSeconds(10);

    private final SandboxSource source;
    private final RunPool pool;
    private final RunLimits usual;
    private final Supplier<EventLoop> loops;
    private final List<Permit> reserve;
    private final Optional<Permits> reserved;
    private final Map<String, CompletableFuture<Void>> used = new ConcurrentHashMap<>();

    /// @param source gives sandboxes with the usual limits
    /// @param reserve how many permits to hold for runs, whoever waits for a session
    /// @param loops gives the loop for a new sandbox
    RunSandboxes(SandboxSource source, RunPool pool, RunLimits usual, int reserve, Supplier<EventLoop> loops) {
        this.source = source;
        this.pool = pool;
        this.usual = usual;
        this.loops = loops;
        // Sessions have at least one.
        this.reserve = Stream.generate(source.permits()::tryAcquire)
                .limit(Math.min(reserve, source.permits().max() - 1))
                .flatMap(Optional::stream)
                .toList();
        this.reserved = this.reserve.isEmpty() ? Optional.empty() : Optional.of(new Permits(this.reserve.size()));
    }

    /// A sandbox's limits for a run's.
    static SandboxLimits limits(SandboxLimits base, RunLimits limits) {
        return new SandboxLimits(
                limits.memoryBytes(),
                limits.processes() + OWN_PROCESSES,
                base.cpus(),
                Math.min(base.tmpBytes(), MOST_TMP_BYTES),
                base.tmpInodes(),
                base.runBytes());
    }

    /// One that stands ready with these limits.
    Optional<EmptySandbox> take(Toolchain toolchain, RunLimits limits) {
        Optional<EmptySandbox> found =
                isUsual(limits) && pool.ready(toolchain) > 0 ? pool.take(toolchain) : Optional.empty();
        found.ifPresent(taken -> track(taken.sandbox()));
        return found;
    }

    /// The right to make one; those who wait for a session go first.
    Optional<Permit> tryPermit() {
        return source.permits().tryAcquireSpare().or(() -> reserved.flatMap(Permits::tryAcquire));
    }

    /// Makes one, unless one has become ready. Blocks. When it fails the permit is given back.
    EmptySandbox make(Toolchain toolchain, RunLimits limits, Permit permit) throws SandboxException {
        // Tells the pool that one was wanted, too.
        Optional<EmptySandbox> ready = isUsual(limits) ? pool.take(toolchain) : Optional.empty();
        if (ready.isPresent()) {
            permit.close();
            track(ready.get().sandbox());
            return ready.get();
        }
        pool.visitorStarts();
        boolean made = false;
        try {
            EventLoop loop = loops.get();
            Sandbox sandbox = source.withLimits(limits(source.limits(), limits))
                    .create(
                            "run"
                                    + UUID.randomUUID()
                                            .toString()
                                            .replace("-", "")
                                            .substring(0, 16),
                            toolchain.image(),
                            loop);
            made = true;
            sandbox.removed().thenRun(permit::close);
            track(sandbox);
            return new EmptySandbox(sandbox, permit, loop);
        } finally {
            pool.visitorStarted();
            if (!made) {
                permit.close();
            }
        }
    }

    /// Run after each permit that came back.
    void onReturn(Runnable listener) {
        source.permits().onReturn(listener);
        reserved.ifPresent(permits -> permits.onReturn(listener));
    }

    /// Gives the reserve back, and waits a while until what was used is removed. Blocks.
    void close() {
        reserve.forEach(Permit::close);
        try {
            CompletableFuture.allOf(used.values().toArray(CompletableFuture[]::new))
                    .get(REMOVAL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("%d sandboxes of runs are left for the sweeper of the next start", used.size());
        }
    }

    private boolean isUsual(RunLimits limits) {
        return limits.memoryBytes() == usual.memoryBytes() && limits.processes() == usual.processes();
    }

    private void track(Sandbox sandbox) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        String name = sandbox.name().value();
        used.put(name, gone);
        sandbox.removed().thenRun(() -> {
            used.remove(name);
            gone.complete(null);
        });
    }
}
