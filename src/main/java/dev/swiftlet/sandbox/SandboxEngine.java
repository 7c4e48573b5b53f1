package dev.swiftlet.sandbox;

import java.util.List;

/// Makes and removes sandboxes. All methods may block, each within a time limit: they are for
/// virtual threads, never for an event loop. Several may run at once. Closing it releases its
/// connections and threads and leaves sandboxes running.
public interface SandboxEngine extends AutoCloseable {
    /// Makes a sandbox and returns when its agent has proven itself. When it fails it leaves
    /// nothing behind; what an engine that does not answer may still make, the sweeper removes.
    Sandbox create(SandboxSpec spec) throws SandboxException;

    /// Takes over a sandbox that an earlier server made, under the same name and key, and returns
    /// when its agent has proven itself. When it fails the sandbox is left as it was.
    Sandbox adopt(SandboxSpec spec) throws SandboxException;

    /// The sandboxes of this instance that the engine has, whatever their state and whoever made them.
    List<SandboxName> list() throws SandboxException;

    /// Removes a sandbox and everything that belongs to it; no error when there is none.
    void remove(SandboxName name) throws SandboxException;

    /// Asks the engine whether it is there.
    void ping() throws SandboxException;

    /// What the tag stands for now, looked up once: later sandboxes have the same image even when the tag has moved.
    ///
    /// @return the image's id
    String resolveImage(String image) throws SandboxException;

    @Override
    void close();
}
