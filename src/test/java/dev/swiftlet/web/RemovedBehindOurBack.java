package dev.swiftlet.web;

import dev.swiftlet.sandbox.SandboxName;
import java.io.IOException;

/// What an operator may do at any time: `docker rm -f`.
final class RemovedBehindOurBack {
    private RemovedBehindOurBack() {}

    static void remove(SandboxName name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("docker", "rm", "-f", name.value())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("docker rm -f ended with " + code);
        }
    }
}
