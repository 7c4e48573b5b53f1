package dev.swiftlet.sandbox;

import dev.swiftlet.agent.EventLoop;
import java.util.Optional;

/// Where sessions get their sandboxes: the engine, and what this server allows of it. Any thread.
///
/// @param instance this server's
/// @param limits of each sandbox
public record SandboxSource(SandboxEngine engine, Permits permits, String instance, SandboxLimits limits) {
    /// The right to hold one sandbox, if there is one left.
    public Optional<Permit> tryAcquire() {
        return permits.tryAcquire();
    }

    /// Makes a sandbox for a session. Blocks.
    ///
    /// @param session the session's id
    /// @param image of its toolchain
    /// @param loop what the sandbox's agent is confined to
    public Sandbox create(String session, String image, EventLoop loop) throws SandboxException {
        SandboxName name = SandboxName.of(instance, session);
        return engine.create(new SandboxSpec(name, image, session, limits, loop.context()));
    }
}
