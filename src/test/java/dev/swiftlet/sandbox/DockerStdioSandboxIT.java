package dev.swiftlet.sandbox;

import org.jspecify.annotations.NullMarked;

@NullMarked
class DockerStdioSandboxIT extends DockerSandboxContract {
    @Override
    AgentTransport transport() {
        return AgentTransport.STDIO;
    }
}
