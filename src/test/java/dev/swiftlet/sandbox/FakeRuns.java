package dev.swiftlet.sandbox;

import dev.swiftlet.agent.TestLoop;
import dev.swiftlet.run.RunConfig;
import dev.swiftlet.run.RunLimits;
import dev.swiftlet.run.RunReaders;
import dev.swiftlet.run.RunSettings;
import dev.swiftlet.run.SandboxedRuns;
import dev.swiftlet.toolchain.Toolchain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// Runs on an engine without containers.
@NullMarked
public final class FakeRuns implements AutoCloseable {
    public static final RunLimits LIMITS =
            new RunLimits(Duration.ofMinutes(5), Duration.ofMinutes(5), 512L << 20, 1000, 64);

    private final TestLoop loop = new TestLoop();
    private final FakeSandboxEngine engine = new FakeSandboxEngine();
    private final Permits permits;
    private final RunPool pool;
    private final SandboxedRuns runs;

    /// @param permits how many sandboxes there may be
    /// @param concurrency how many runs at once; as many may wait
    /// @param reserved how many of the permits are for runs alone
    public FakeRuns(int permits, int concurrency, int reserved, Duration waitingTimeout) {
        this.permits = new Permits(permits);
        SandboxSource source =
                new SandboxSource(engine, this.permits, "fake", RunConfig.sandboxes(SandboxLimits.DEFAULT, LIMITS));
        RunSettings settings = new RunSettings(
                LIMITS,
                100,
                10_000,
                concurrency,
                reserved,
                concurrency,
                waitingTimeout,
                1 << 20,
                Duration.ofMinutes(10));
        pool = new RunPool(
                source, List.of(toolchain("swiftlet/sandbox:6.0")), loop::eventLoop, PoolSettings.OFF, FakeRuns::now);
        RunReaders readers = new RunReaders((_, _) -> List.of(), _ -> Optional.empty());
        runs = new SandboxedRuns(source, pool, settings, readers, loop::eventLoop, FakeRuns::now);
        runs.start();
    }

    public static Toolchain toolchain(String image) {
        return new Toolchain("swift-6.0", "Swift 6.0", image, List.of("lldb"), Map.of());
    }

    public FakeSandboxEngine engine() {
        return engine;
    }

    public SandboxedRuns runs() {
        return runs;
    }

    public Permits permits() {
        return permits;
    }

    @Override
    public void close() {
        runs.close();
        pool.close();
        engine.close();
        loop.close();
    }

    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }
}
