package dev.swiftlet.sandbox;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.toolchain.Toolchain;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Sandboxes for sessions: their REPLs stand at their prompt.
public final class SandboxPool extends WarmPool<WarmSandbox> {
    /// Makes nothing yet.
    ///
    /// @param loops gives the loop for a new sandbox
    /// @param clock monotonic
    public SandboxPool(
            SandboxSource source,
            Collection<Toolchain> toolchains,
            Supplier<EventLoop> loops,
            PoolSettings settings,
            Supplier<Duration> clock) {
        super("visitors", source, toolchains, loops, SandboxPool::prompted, settings, clock);
    }

    /// Those who wait ask for as many as they need.
    @Override
    boolean yields() {
        return false;
    }

    private static CompletionStage<WarmSandbox> prompted(
            Sandbox sandbox, Toolchain toolchain, Permit permit, EventLoop loop) {
        WarmRepl repl = WarmRepl.start(sandbox.agent(), toolchain);
        return repl.ready().thenApply(_ -> new WarmSandbox(sandbox, permit, loop, repl));
    }
}
