package dev.swiftlet.sandbox;

import java.nio.file.Path;

final class SandboxSocket {
    private SandboxSocket() {}

    static Path path(Path runtimeDir, SandboxName name) {
        return runtimeDir.resolve(name.value()).resolve("agent.sock");
    }
}
