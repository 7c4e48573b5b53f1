package dev.swiftlet.sandbox;

import dev.swiftlet.run.RunCeilings;
import dev.swiftlet.run.RunConfig;
import dev.swiftlet.run.RunLimits;
import dev.swiftlet.run.RunReaders;
import dev.swiftlet.run.RunSettings;
import dev.swiftlet.run.SandboxedRuns;
import dev.swiftlet.toolchain.Toolchain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/// Runs on the real Docker, with an instance and a directory of their own.
@NullMarked
public final class RunFixture implements AutoCloseable {
    public static final RunLimits LIMITS =
            new RunLimits(Duration.ofSeconds(120), Duration.ofSeconds(60), 512L << 20, 1 << 20, 64);
    public static final Toolchain SWIFT =
            new Toolchain("swift-6.0", "Swift 6.0", DockerFixture.IMAGE, List.of("lldb", "--repl="), Map.of());

    private final DockerFixture docker;
    private final Permits permits;
    private final RunPool pool;
    private final SandboxedRuns runs;

    /// @param floor of the pool
    public RunFixture(int floor, RunReaders readers) {
        this(floor, readers, 4);
    }

    public RunFixture(int floor, RunReaders readers, int concurrency) {
        docker = new DockerFixture(AgentTransport.SOCKET);
        permits = new Permits(concurrency + 8);
        RunSettings settings = new RunSettings(
                LIMITS, 1000, 1 << 20, concurrency, 1, 64, Duration.ofMinutes(5), 8L << 20, Duration.ofMinutes(10));
        SandboxSource source = new SandboxSource(
                docker.engine(),
                permits,
                docker.settings().instance(),
                RunConfig.sandboxes(SandboxLimits.DEFAULT, LIMITS));
        pool = new RunPool(
                source,
                List.of(SWIFT),
                docker.loop()::eventLoop,
                new PoolSettings(floor, Math.max(floor, 4), Duration.ofHours(1), Duration.ofHours(1), 2),
                RunFixture::now);
        runs = new SandboxedRuns(source, pool, settings, readers, docker.loop()::eventLoop, RunFixture::now);
        pool.start();
        runs.start();
    }

    public SandboxedRuns runs() {
        return runs;
    }

    public RunPool pool() {
        return pool;
    }

    public int permitsHeld() {
        return permits.held();
    }

    /// Containers and directories that are still there.
    public List<String> left() {
        return LeakCheck.ofInstance(docker.settings());
    }

    /// What a request may contain.
    public static RunCeilings ceilings() {
        return new RunCeilings(LIMITS, LIMITS, 32, 1 << 20, 1 << 20);
    }

    @Override
    public void close() {
        runs.close();
        pool.close();
        docker.close();
    }

    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }
}
