package dev.swiftlet.sandbox;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.toolchain.Toolchain;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// Makes a pool's sandboxes and asks whether they live. For threads that may block.
///
/// @param loops gives the loop for a new sandbox
record WarmStarts(SandboxSource source, Supplier<EventLoop> loops) {
    /// A REPL takes half a second to its prompt; on a machine with far too much to do, so long.
    private static final Duration PROMPT_PATIENCE = Duration.ofSeconds(30);
    /// The agent answers in a millisecond.
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

    /// Makes a sandbox, starts its REPL, and returns when that stands at its prompt. When it fails the permit is given
    /// back, at once or when what was made is removed.
    ///
    /// @param owner is told of the sandbox as soon as there is one
    WarmSandbox make(Toolchain toolchain, Permit permit, BiConsumer<Sandbox, Permit> owner) throws SandboxException {
        EventLoop loop = loops.get();
        Sandbox sandbox = create(toolchain, permit, loop);
        owner.accept(sandbox, permit);
        try {
            CompletableFuture<WarmRepl> prompted = CompletableFuture.supplyAsync(
                            () -> WarmRepl.start(sandbox.agent(), toolchain), loop)
                    .thenCompose(repl -> repl.ready().thenApply(_ -> repl));
            sandbox.ended().thenAccept(end -> prompted.completeExceptionally(new IllegalStateException(end.detail())));
            WarmRepl repl = prompted.get(PROMPT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new WarmSandbox(sandbox, permit, loop, repl);
        } catch (ExecutionException | TimeoutException e) {
            sandbox.close();
            throw new SandboxException(SandboxException.Kind.TIMEOUT, "Its REPL did not come to its prompt", e);
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
    List<ToolchainPool.Item> silent(List<ToolchainPool.Item> items) throws InterruptedException {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (ToolchainPool.Item item : items) {
            WarmSandbox warm = item.warm();
            answers.add(
                    CompletableFuture.supplyAsync(() -> warm.sandbox().agent().usage(), warm.loop())
                            .thenCompose(Future::toCompletionStage)
                            .orTimeout(ANSWER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        }
        List<ToolchainPool.Item> silent = new ArrayList<>();
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
