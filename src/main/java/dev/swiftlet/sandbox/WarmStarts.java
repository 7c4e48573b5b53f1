package dev.swiftlet.sandbox;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.toolchain.Toolchain;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// Makes a pool's sandboxes and asks whether they live. For threads that may block.
///
/// @param loops gives the loop for a new sandbox
/// @param warming what makes a new one ready
record WarmStarts<S extends ReadySandbox>(SandboxSource source, Supplier<EventLoop> loops, Warming<S> warming) {
    /// From a sandbox to a ready one.
    @FunctionalInterface
    interface Warming<S> {
        /// Called on the loop.
        CompletionStage<S> warm(Sandbox sandbox, Toolchain toolchain, Permit permit, EventLoop loop);
    }

    /// A REPL takes half a second to its prompt; on a machine with far too much to do, so long.
    private static final Duration READY_PATIENCE = Duration.ofSeconds(30);
    /// The agent answers in a millisecond.
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

    /// Makes a sandbox and returns when it is ready. When it fails the permit is given back, at once or when what was
    /// made is removed.
    ///
    /// @param owner is told of the sandbox as soon as there is one
    S make(Toolchain toolchain, Permit permit, BiConsumer<Sandbox, Permit> owner) throws SandboxException {
        EventLoop loop = loops.get();
        Sandbox sandbox = create(toolchain, permit, loop);
        owner.accept(sandbox, permit);
        try {
            CompletableFuture<S> ready = CompletableFuture.supplyAsync(
                            () -> warming.warm(sandbox, toolchain, permit, loop), loop)
                    .thenCompose(warm -> warm);
            sandbox.ended().thenAccept(end -> ready.completeExceptionally(new IllegalStateException(end.detail())));
            return ready.get(READY_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            sandbox.close();
            throw new SandboxException(SandboxException.Kind.TIMEOUT, "It did not become ready", e);
        } catch (InterruptedException e) {
            sandbox.close();
            Thread.currentThread().interrupt();
            throw new SandboxException(SandboxException.Kind.TIMEOUT, "Interrupted", e);
        }
    }

    private Sandbox create(Toolchain toolchain, Permit permit, EventLoop loop) throws SandboxException {
        String name = "pool" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        boolean made = false;
        try {
            Sandbox sandbox = source.create(name, toolchain.image(), loop);
            made = true;
            return sandbox;
        } finally {
            if (!made) {
                permit.close();
            }
        }
    }

    /// Asks all of them and says which do not answer.
    List<ToolchainPool.Item<S>> silent(List<ToolchainPool.Item<S>> items) throws InterruptedException {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (ToolchainPool.Item<S> item : items) {
            S warm = item.warm();
            answers.add(
                    CompletableFuture.supplyAsync(() -> warm.sandbox().agent().usage(), warm.loop())
                            .thenCompose(Future::toCompletionStage)
                            .orTimeout(ANSWER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        }
        List<ToolchainPool.Item<S>> silent = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            try {
                answers.get(i).get();
            } catch (ExecutionException e) {
                silent.add(items.get(i));
            }
        }
        return silent;
    }
}
