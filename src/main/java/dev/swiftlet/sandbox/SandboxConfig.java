package dev.swiftlet.sandbox;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/// What an operator may set. [#limits()] and [#engine(String)] refuse wrong values and name the key.
@ConfigMapping(prefix = "swiftlet.sandbox")
public interface SandboxConfig {
    long MIB = 1024L * 1024;

    @WithDefault("768M")
    MemorySize memory();

    @WithDefault("128")
    int pids();

    /// In CPUs; a fraction is fine.
    @WithDefault("1.0")
    double cpus();

    @WithDefault("128M")
    MemorySize tmpSize();

    @WithDefault("8192")
    int tmpInodes();

    @WithDefault("64M")
    MemorySize runSize();

    @WithDefault("20000")
    int uidBase();

    @WithDefault("10000")
    int uidCount();

    /// How many sandboxes there may be at once, if the memory allows. At most 10,000.
    @WithDefault("32")
    int max();

    /// Memory of the machine that sandboxes leave alone: the server's own (300 MiB), the engine's, the kernel's, and
    /// room for one that grows to its limit. Where the engine is on another machine, only `max` counts.
    @WithDefault("1G")
    MemorySize memoryReserve();

    /// What a sandbox is reckoned at: 40 to 80 MiB at its prompt and 13 MiB for its shim were measured, and
    /// Foundation adds 30. Few reach their limit, so the sum of limits may well be more than there is.
    @WithDefault("128M")
    MemorySize memoryPerSandbox();

    /// How many are created at once.
    @WithDefault("4")
    int createConcurrency();

    @WithDefault("unix:///var/run/docker.sock")
    URI dockerHost();

    /// For one call to the engine.
    @WithDefault("5S")
    Duration callTimeout();

    /// From a container's start until its agent has proven itself.
    @WithDefault("10S")
    Duration agentTimeout();

    @WithDefault("${swiftlet.runtime-dir:/run/swiftlet}")
    Path runtimeDir();

    @WithDefault("${swiftlet.agent.transport:auto}")
    AgentTransport transport();

    /// Checked.
    ///
    /// @throws IllegalArgumentException naming the key
    default SandboxLimits limits() {
        between("memory", memory().asLongValue(), 64 * MIB, 64 * 1024 * MIB);
        between("pids", pids(), 16, 4096);
        between("tmp-size", tmpSize().asLongValue(), 16 * MIB, memory().asLongValue());
        between("tmp-inodes", tmpInodes(), 256, 1_000_000);
        between("run-size", runSize().asLongValue(), MIB, memory().asLongValue());
        if (!(cpus() >= 0.05 && cpus() <= 64)) {
            throw new IllegalArgumentException("swiftlet.sandbox.cpus: not between 0.05 and 64: " + cpus());
        }
        return new SandboxLimits(
                memory().asLongValue(),
                pids(),
                cpus(),
                tmpSize().asLongValue(),
                tmpInodes(),
                runSize().asLongValue());
    }

    /// Checked.
    ///
    /// @param instance this server's
    /// @throws IllegalArgumentException naming the key
    default EngineSettings engine(String instance) {
        between("call-timeout (ms)", callTimeout().toMillis(), 100, 600_000);
        between("agent-timeout (ms)", agentTimeout().toMillis(), 100, 600_000);
        between("create-concurrency", createConcurrency(), 1, 256);
        between("uid-base", uidBase(), 1000, 2_000_000_000);
        between("uid-count", uidCount(), 1, 100_000_000);
        return new EngineSettings(
                instance,
                dockerHost(),
                runtimeDir(),
                transport(),
                callTimeout(),
                agentTimeout(),
                createConcurrency(),
                uidBase(),
                uidCount());
    }

    /// Checked.
    ///
    /// @throws IllegalArgumentException naming the key
    default Permits permits() {
        between("max", max(), 1, 10_000);
        between("memory-reserve", memoryReserve().asLongValue(), 0, 1024 * 1024 * MIB);
        between("memory-per-sandbox", memoryPerSandbox().asLongValue(), 16 * MIB, 64 * 1024 * MIB);
        return "unix".equals(dockerHost().getScheme())
                ? new MemoryBudget(
                                MachineMemory.local(),
                                memoryReserve().asLongValue(),
                                memoryPerSandbox().asLongValue())
                        .permits(max())
                : new Permits(max());
    }

    private static void between(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "swiftlet.sandbox.%s: not between %d and %d: %d".formatted(key, least, most, value));
        }
    }
}
