package dev.swiftlet.agent;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// A Vert.x with one event loop, for tests.
@NullMarked
public final class TestLoop implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();

    public Context context() {
        return context;
    }

    /// The same as what sessions live on.
    public EventLoop eventLoop() {
        return new VertxEventLoop(vertx, context);
    }

    /// Runs it on the loop and waits for the outcome.
    public <T extends @Nullable Object> T call(Callable<T> action) {
        var result = new CompletableFuture<T>();
        context.runOnContext(_ -> {
            try {
                result.complete(action.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("on the event loop", e);
        }
    }

    public void run(Runnable action) {
        this.<@Nullable Void>call(() -> {
            action.run();
            return null;
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
