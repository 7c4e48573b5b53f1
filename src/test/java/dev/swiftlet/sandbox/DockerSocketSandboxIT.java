package dev.swiftlet.sandbox;

import org.jspecify.annotations.NullMarked;

@NullMarked
class DockerSocketSandboxIT extends DockerSandboxContract {
    @Override
    AgentTransport transport() {
        return AgentTransport.SOCKET;
    }
}
