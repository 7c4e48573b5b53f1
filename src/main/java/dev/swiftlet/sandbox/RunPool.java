package dev.swiftlet.sandbox;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.toolchain.Toolchain;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Sandboxes for runs, each for one: nothing runs in them yet but their agent.
public final class RunPool extends WarmPool<EmptySandbox> {
    /// Makes nothing yet.
    ///
    /// @param loops gives the loop for a new sandbox
    /// @param clock monotonic
    public RunPool(
            SandboxSource source,
            Collection<Toolchain> toolchains,
            Supplier<EventLoop> loops,
            PoolSettings settings,
            Supplier<Duration> clock) {
        super(
                "runs",
                source,
                toolchains,
                loops,
                (sandbox, _, permit, loop) -> CompletableFuture.completedStage(new EmptySandbox(sandbox, permit, loop)),
                settings,
                clock);
    }

    @Override
    boolean yields() {
        return true;
    }
}
