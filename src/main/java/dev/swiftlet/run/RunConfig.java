package dev.swiftlet.run;

import dev.swiftlet.sandbox.PoolSettings;
import dev.swiftlet.sandbox.SandboxLimits;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// `swiftlet.run.*`: what programs may use and how many run at once. [#ceilings()], [#settings()] and
/// [Pool#settings()] refuse wrong values and name the key.
@ConfigMapping(prefix = "swiftlet.run")
public interface RunConfig {
    long KIB = 1024L;
    long MIB = 1024L * KIB;

    /// Of a session's sandbox, what a run beside the REPL cannot have: enough for what the REPL starts.
    int KEPT_PROCESSES = 24;

    /// Compiling and linking. Hello takes 0.2 s, a type checker that has lost its way minutes. At most 5 min.
    @WithDefault("30s")
    Duration compileTime();

    /// The most that a request may ask for instead.
    @WithDefault("60s")
    Duration compileTimeMax();

    /// The program. Long enough to compute something, short enough that one that hangs holds a place for moments. At
    /// most 10 min.
    @WithDefault("10s")
    Duration runTime();

    /// The most that a request may ask for instead.
    @WithDefault("60s")
    Duration runTimeMax();

    /// A program on a terminal beside a REPL, where people are to have time to read and type. At most 8 h.
    @WithDefault("10m")
    Duration interactiveTime();

    /// Of everything in the sandbox together, files in its memory included. The compiler needs 150 to 250 MiB with
    /// Foundation. From 256 MiB to 64 GiB.
    @WithDefault("512M")
    MemorySize memory();

    /// The most that a request may ask for instead.
    @WithDefault("1G")
    MemorySize memoryMax();

    /// Of stdout and of stderr, each: a page shows no more with use. At most 64 MiB.
    @WithDefault("1M")
    MemorySize output();

    /// The most that a request may ask for instead.
    @WithDefault("8M")
    MemorySize outputMax();

    /// Processes and threads. A thread pool has as many as the machine has processors, and Dispatch up to 64. From 24
    /// (the compiler has some, too) to 4096.
    @WithDefault("64")
    int processes();

    /// The most that a request may ask for instead.
    @WithDefault("128")
    int processesMax();

    /// Source files of one request. At most 200.
    @WithDefault("32")
    int sources();

    /// All of them together. At most 16 MiB.
    @WithDefault("1M")
    MemorySize sourceSize();

    /// What a program can read. At most 16 MiB.
    @WithDefault("1M")
    MemorySize stdinSize();

    /// Values that `results` mode tells of one run. At most 100,000.
    @WithDefault("10000")
    int values();

    /// All of them together. At most 16 MiB.
    @WithDefault("1M")
    MemorySize valueSize();

    /// Runs at once, each in its own sandbox: a few, since compiling is all work for the processor. At most 256.
    @WithDefault("4")
    int concurrency();

    /// Of those, how many have their place on the server for good: without one, nothing could be run while people
    /// wait for a session. From 0 to the concurrency.
    @WithDefault("1")
    int reserved();

    /// How many may wait for that. At most 10,000.
    @WithDefault("32")
    int maxWaiting();

    /// Whoever has waited for so long is told that the server is busy. From 1 s to 10 min.
    @WithDefault("30s")
    Duration waitingTimeout();

    /// Answers that are kept for identical requests, together; 0: none. At most 4 GiB.
    @WithDefault("32M")
    MemorySize cacheSize();

    /// How long each is kept: a program may ask what time it is. At most 24 h.
    @WithDefault("10m")
    Duration cacheAge();

    Pool pool();

    /// `swiftlet.run.pool.*`: sandboxes that stand ready for the next runs.
    interface Pool {
        /// So many for each toolchain even when nobody runs anything; 0: no pool. At most 100.
        @WithDefault("1")
        int floor();

        /// So many for each toolchain when many run something. At most 200, at least the floor.
        @WithDefault("4")
        int ceiling();

        /// Made anew at this age. From 1 min to 24 h.
        @WithDefault("30m")
        Duration maxAge();

        /// How often each is asked whether it lives. From 1 s to 1 h.
        @WithDefault("30s")
        Duration healthCheck();

        /// How many are made at once. From 1 to 64.
        @WithDefault("2")
        int refillConcurrency();

        /// Checked.
        ///
        /// @throws IllegalArgumentException naming the key
        default PoolSettings settings() {
            return PoolSettings.checked(
                    "swiftlet.run.pool", floor(), ceiling(), maxAge(), healthCheck(), refillConcurrency());
        }
    }

    /// Checked: what a request may contain.
    ///
    /// @throws IllegalArgumentException naming the key
    default RunCeilings ceilings() {
        Duration second = Duration.ofSeconds(1);
        require("compile-time", compileTime(), second, Duration.ofMinutes(5));
        require("compile-time-max", compileTimeMax(), compileTime(), Duration.ofMinutes(5));
        require("run-time", runTime(), second, Duration.ofMinutes(10));
        require("run-time-max", runTimeMax(), runTime(), Duration.ofMinutes(10));
        size("memory", memory(), 256 * MIB, 64 * 1024 * MIB);
        size("memory-max", memoryMax(), memory().asLongValue(), 64 * 1024 * MIB);
        size("output", output(), KIB, 64 * MIB);
        size("output-max", outputMax(), output().asLongValue(), 64 * MIB);
        require("processes", processes(), RunCeilings.LEAST.processes(), 4096);
        require("processes-max", processesMax(), processes(), 4096);
        require("sources", sources(), 1, 200);
        size("source-size", sourceSize(), KIB, 16 * MIB);
        size("stdin-size", stdinSize(), 0, 16 * MIB);
        return new RunCeilings(
                new RunLimits(compileTime(), runTime(), memory().asLongValue(), output().asLongValue(), processes()),
                new RunLimits(
                        compileTimeMax(),
                        runTimeMax(),
                        memoryMax().asLongValue(),
                        outputMax().asLongValue(),
                        processesMax()),
                sources(),
                (int) sourceSize().asLongValue(),
                (int) stdinSize().asLongValue());
    }

    /// Checked: what a request for a run beside a REPL may ask for.
    ///
    /// @param memoryBytes of the session's sandbox, which is there already
    /// @throws IllegalArgumentException naming the key
    default RunCeilings interactive(long memoryBytes) {
        require("interactive-time", interactiveTime(), Duration.ofSeconds(1), Duration.ofHours(8));
        RunCeilings others = ceilings();
        return new RunCeilings(
                interactive(others.usual(), memoryBytes),
                interactive(others.most(), memoryBytes),
                others.sources(),
                others.sourceBytes(),
                others.stdinBytes());
    }

    private RunLimits interactive(RunLimits others, long memoryBytes) {
        return new RunLimits(
                others.compileTime(), interactiveTime(), memoryBytes, others.outputBytes(), others.processes());
    }

    /// Checked: how runs are carried out.
    ///
    /// @throws IllegalArgumentException naming the key
    default RunSettings settings() {
        require("values", values(), 0, 100_000);
        size("value-size", valueSize(), 0, 16 * MIB);
        require("concurrency", concurrency(), 1, 256);
        require("reserved", reserved(), 0, concurrency());
        require("max-waiting", maxWaiting(), 0, 10_000);
        require("waiting-timeout", waitingTimeout(), Duration.ofSeconds(1), Duration.ofMinutes(10));
        size("cache-size", cacheSize(), 0, 4096 * MIB);
        require("cache-age", cacheAge(), Duration.ZERO, Duration.ofHours(24));
        return new RunSettings(
                ceilings().usual(),
                values(),
                (int) valueSize().asLongValue(),
                concurrency(),
                reserved(),
                maxWaiting(),
                waitingTimeout(),
                cacheSize().asLongValue(),
                cacheAge());
    }

    /// The limits of a sandbox for runs with these limits: a session's, but for what runs need otherwise.
    static SandboxLimits sandboxes(SandboxLimits sessions, RunLimits limits) {
        return RunSandboxes.limits(sessions, limits);
    }

    private static void size(String key, MemorySize value, long least, long most) {
        require(key, value.asLongValue(), least, most);
    }

    private static <T extends Comparable<T>> void require(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "swiftlet.run.%s is %s, but must be from %s to %s".formatted(key, value, least, most));
        }
    }
}
