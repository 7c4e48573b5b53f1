package dev.swiftlet.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The `docker` command, as a person or a simple service would use it.
final class DockerRun {
    private DockerRun() {}

    /// Compiles and runs a program in a container of its own.
    ///
    /// @return nanoseconds until the command has ended
    static long swift(Containers containers, String source, String output) throws IOException {
        List<String> command = new ArrayList<>(List.of("docker", "run", "--rm", "-i", "--entrypoint=/bin/sh"));
        command.addAll(containers.options());
        command.addAll(List.of(
                containers.image(), "-c", "cd /tmp && cat > main.swift && swiftc main.swift -o main && ./main"));
        long began = System.nanoTime();
        Process docker = new ProcessBuilder(command).start();
        try (var in = docker.outputWriter(StandardCharsets.UTF_8)) {
            in.write(source);
        }
        String printed = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String failed = new String(docker.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        docker.onExit().join();
        long took = System.nanoTime() - began;
        if (!printed.equals(output)) {
            throw new IOException("docker run failed: " + printed + failed);
        }
        return took;
    }
}
