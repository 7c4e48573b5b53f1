package dev.swiftlet.sandbox;

import java.util.List;

/// Sandboxes as containers of a Docker engine.
@SuppressWarnings("DoNotCallSuggester") // a skeleton
public final class DockerEngine implements SandboxEngine {
    /// Connects to nothing yet.
    ///
    /// @param serverKey what the agents' keys are derived from, at least 32 bytes
    public DockerEngine(EngineSettings settings, byte[] serverKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Sandbox create(SandboxSpec spec) throws SandboxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Sandbox adopt(SandboxSpec spec) throws SandboxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SandboxName> list() throws SandboxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(SandboxName name) throws SandboxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void ping() throws SandboxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public String resolveImage(String image) throws SandboxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
