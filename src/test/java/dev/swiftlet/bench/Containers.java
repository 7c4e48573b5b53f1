package dev.swiftlet.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Containers locked up like a sandbox, without the agent: what the engine itself can do. Closing removes them all.
final class Containers implements AutoCloseable {
    private static final long MIB = 1024L * 1024;
    private static final int UID = 20_017;

    private final Engine engine;
    private final String image;
    private final String instance;

    /// @param instance the label that tells them from the server's own
    Containers(Engine engine, String image, String instance) {
        this.engine = engine;
        this.image = image;
        this.instance = instance;
    }

    /// A container that runs a command of the shell.
    ///
    /// @param tty on a terminal, or on pipes
    /// @return its id; it does not run yet
    String create(String command, boolean tty) throws IOException {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("Image", image);
        container.put("Entrypoint", List.of("/bin/sh", "-c", command));
        container.put("Tty", tty);
        container.put("OpenStdin", true);
        container.put("StdinOnce", true);
        container.put("User", UID + ":" + UID);
        container.put("Env", List.of("HOME=/tmp", "LANG=C.UTF-8", "TERM=xterm-256color", "PATH=/usr/bin:/bin"));
        container.put("NetworkDisabled", true);
        container.put("Labels", Map.of("app", "swiftlet", "instance", instance));
        container.put("HostConfig", host());
        return engine.create(container);
    }

    Engine engine() {
        return engine;
    }

    String image() {
        return image;
    }

    String instance() {
        return instance;
    }

    List<String> all() throws IOException {
        return engine.labelled("instance=" + instance);
    }

    /// The options of the `docker` command for the same.
    List<String> options() {
        return List.of(
                "--network=none",
                "--ipc=none",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--read-only",
                "--tmpfs=/tmp:rw,nosuid,nodev,exec,size=128m,mode=1777",
                "--user=" + UID + ":" + UID,
                "--memory=768m",
                "--memory-swap=768m",
                "--pids-limit=128",
                "--cpus=1",
                "--log-driver=none",
                "--env=HOME=/tmp",
                "--env=LANG=C.UTF-8",
                "--env=TERM=xterm-256color",
                "--label=app=swiftlet",
                "--label=instance=" + instance);
    }

    @Override
    public void close() {
        try {
            for (String id : new ArrayList<>(all())) {
                engine.remove(id);
            }
        } catch (IOException e) {
            System.err.println("containers of the benchmark may be left: " + e.getMessage());
        }
    }

    private static Map<String, Object> host() {
        Map<String, Object> host = new LinkedHashMap<>();
        host.put("NetworkMode", "none");
        host.put("IpcMode", "none");
        host.put("CapDrop", List.of("ALL"));
        host.put("SecurityOpt", List.of("no-new-privileges"));
        host.put("ReadonlyRootfs", true);
        host.put("Memory", 768 * MIB);
        host.put("MemorySwap", 768 * MIB);
        host.put("NanoCpus", 1_000_000_000L);
        host.put("CpuShares", 512);
        host.put("PidsLimit", 128);
        host.put("LogConfig", Map.of("Type", "none"));
        String tmpfs = "rw,nosuid,nodev,%s,size=%d,mode=0700,uid=" + UID + ",gid=" + UID;
        host.put(
                "Tmpfs",
                Map.of(
                        "/tmp", tmpfs.formatted("noexec", 128 * MIB),
                        "/run/swiftlet-run", tmpfs.formatted("exec", 64 * MIB)));
        return host;
    }
}
