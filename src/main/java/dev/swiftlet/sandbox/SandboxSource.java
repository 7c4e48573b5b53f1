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

    /// The right to a sandbox that is there already, also beyond what this server allows.
    public Permit take() {
        return permits.take();
    }

    /// The name that a sandbox has which is made for something with this id.
    public SandboxName name(String id) {
        return SandboxName.of(instance, id);
    }

    /// The same engine and permits for sandboxes with other limits.
    public SandboxSource withLimits(SandboxLimits others) {
        return new SandboxSource(engine, permits, instance, others);
    }

    /// Takes over a sandbox that an earlier server had. Blocks. When it fails the sandbox is left as it was.
    public Sandbox adopt(SandboxName name, String image, EventLoop loop) throws SandboxException {
        return engine.adopt(new SandboxSpec(name, image, limits, loop.context()));
    }

    /// Makes a sandbox. Blocks.
    ///
    /// @param id of the session that it is made for, or that of a place in the pool
    /// @param image of its toolchain
    /// @param loop what the sandbox's agent is confined to
    public Sandbox create(String id, String image, EventLoop loop) throws SandboxException {
        return engine.create(new SandboxSpec(name(id), image, limits, loop.context()));
    }
}
