package dev.swiftlet.sandbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// How a [DockerEngine] works. Each value's key in the configuration is named where one is refused.
///
/// @param instance which sandboxes of the engine are ours: 1 to 24 lower-case letters and digits
/// @param dockerHost `unix:///path` or `tcp://host:port`
/// @param runtimeDir where the sandboxes' directories are; created when it is not there
/// @param callTimeout for one call to the engine
/// @param agentTimeout from a container's start until its agent has proven itself
/// @param createConcurrency how many sandboxes are created at once; more wait
/// @param uidBase first of the user ids (and group ids) that sandboxes get
public record EngineSettings(
        String instance,
        URI dockerHost,
        Path runtimeDir,
        AgentTransport transport,
        Duration callTimeout,
        Duration agentTimeout,
        int createConcurrency,
        int uidBase,
        int uidCount) {
    /// The kernel's `sun_path`, without the final NUL.
    private static final int MAX_SOCKET_PATH_BYTES = 107;

    public EngineSettings {
        var longest = SocketDirectory.of(runtimeDir, SandboxName.of(instance, "x".repeat(40)))
                .socket();
        require(
                longest.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_SOCKET_PATH_BYTES,
                "swiftlet.runtime-dir: too long a path for unix sockets below it: " + runtimeDir);
        require(runtimeDir.isAbsolute(), "swiftlet.runtime-dir: not an absolute path: " + runtimeDir);
        var scheme = dockerHost.getScheme();
        require(
                "unix".equals(scheme) || "tcp".equals(scheme),
                "swiftlet.sandbox.docker-host: neither unix:///path nor tcp://host:port: " + dockerHost);
        require(
                !"tcp".equals(scheme) || transport != AgentTransport.SOCKET,
                "swiftlet.agent.transport: a remote engine cannot share sockets, use stdio or auto");
        require(callTimeout.isPositive(), "swiftlet.sandbox.call-timeout: not positive: " + callTimeout);
        require(agentTimeout.isPositive(), "swiftlet.sandbox.agent-timeout: not positive: " + agentTimeout);
        require(createConcurrency > 0, "swiftlet.sandbox.create-concurrency: not positive: " + createConcurrency);
        require(uidBase >= 1000, "swiftlet.sandbox.uid-base: below 1000, where system accounts are: " + uidBase);
        require(uidCount > 0, "swiftlet.sandbox.uid-count: not positive: " + uidCount);
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
