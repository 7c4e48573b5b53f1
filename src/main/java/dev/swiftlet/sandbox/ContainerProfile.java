package dev.swiftlet.sandbox;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How every sandbox's container is locked up. `profile.json` among the tests is its golden copy: they change together.
final class ContainerProfile {
    static final String AGENT = "/usr/lib/swiftlet/agent";
    static final String SOCKET_DIRECTORY = "/run/swiftlet";

    private static final long MIB = 1024L * 1024;
    private static final double NANOS = 1e9;

    /// Half of what a container gets by default: the server beside it goes first.
    private static final int CPU_SHARES = 512;

    /// The kernel looks for a victim here before it looks at the server; a run raises its own to 1000.
    private static final int OOM_SCORE = 500;

    /// Enough for sources, module caches and what LLDB writes.
    private static final int RUN_INODES = 8192;

    private static final List<Ulimit> ULIMITS = List.of(
            new Ulimit("core", 0L, 0L),
            new Ulimit("fsize", 64 * MIB, 64 * MIB),
            new Ulimit("memlock", 64 * 1024L, 64 * 1024L),
            new Ulimit("msgqueue", 0L, 0L),
            new Ulimit("nofile", 256L, 256L));

    private ContainerProfile() {}

    /// Completes the command. Over the socket the directory is the one bind; over stdio there is none.
    static void apply(
            CreateContainerCmd command,
            SandboxLimits limits,
            int uid,
            Map<String, String> labels,
            List<String> environment,
            @Nullable Path socketDirectory) {
        command.withUser(uid + ":" + uid)
                .withEntrypoint(AGENT)
                .withEnv(environment)
                .withLabels(labels)
                .withWorkingDir("/tmp")
                .withNetworkDisabled(true)
                .withTty(false)
                .withStdinOpen(socketDirectory == null)
                .withStdInOnce(false)
                .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
                .withHostConfig(host(limits, uid, socketDirectory));
    }

    private static HostConfig host(SandboxLimits limits, int uid, @Nullable Path socketDirectory) {
        var host = HostConfig.newHostConfig()
                .withNetworkMode("none")
                .withIpcMode("none")
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withReadonlyRootfs(true)
                .withPrivileged(false)
                .withInit(false)
                .withMemory(limits.memoryBytes())
                .withMemorySwap(limits.memoryBytes())
                .withNanoCPUs(Math.round(limits.cpus() * NANOS))
                .withCpuShares(CPU_SHARES)
                .withPidsLimit((long) limits.pids())
                .withOomScoreAdj(OOM_SCORE)
                .withUlimits(ULIMITS)
                .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
                .withRestartPolicy(RestartPolicy.noRestart())
                .withTmpFs(Map.of(
                        "/tmp", tmpfs("noexec", limits.tmpBytes(), limits.tmpInodes(), uid),
                        "/run/swiftlet-run", tmpfs("exec", limits.runBytes(), RUN_INODES, uid)));
        if (socketDirectory != null) {
            host.withBinds(new Bind(socketDirectory.toString(), new Volume(SOCKET_DIRECTORY), AccessMode.ro));
        }
        return host;
    }

    private static String tmpfs(String exec, long bytes, int inodes, int uid) {
        return "rw,nosuid,nodev,%s,size=%d,nr_inodes=%d,mode=0700,uid=%d,gid=%d"
                .formatted(exec, bytes, inodes, uid, uid);
    }
}
