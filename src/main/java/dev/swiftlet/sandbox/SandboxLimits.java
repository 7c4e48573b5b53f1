package dev.swiftlet.sandbox;

/// What one sandbox may use.
///
/// @param memoryBytes memory; there is no swap beyond it. Both tmpfs count
/// @param pids processes and threads
/// @param cpus share of CPU time, in CPUs
/// @param tmpBytes size of `/tmp`
/// @param tmpInodes files in `/tmp`
/// @param runBytes size of `/run/swiftlet-run`, the only place with permission to execute
public record SandboxLimits(long memoryBytes, int pids, double cpus, long tmpBytes, int tmpInodes, long runBytes) {
    private static final long MIB = 1024L * 1024;

    /// What a REPL with Foundation and a language server beside it were measured to need, and some room.
    public static final SandboxLimits DEFAULT = new SandboxLimits(768 * MIB, 128, 1.0, 128 * MIB, 8192, 64 * MIB);

    public SandboxLimits {
        if (memoryBytes <= 0 || pids <= 0 || !(cpus > 0) || tmpBytes <= 0 || tmpInodes <= 0 || runBytes <= 0) {
            throw new IllegalArgumentException("a sandbox's limits are all positive");
        }
    }
}
