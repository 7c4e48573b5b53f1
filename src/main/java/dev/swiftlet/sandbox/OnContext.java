package dev.swiftlet.sandbox;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// From a thread that may block to an event loop and back.
final class OnContext {
    private OnContext() {}

    /// Runs it on the context and waits for what it promises.
    ///
    /// @throws IllegalStateException when called on an event loop, which must not wait
    static <T extends @Nullable Object> T await(Context context, Duration limit, Supplier<Future<T>> action)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("an event loop must not wait");
        }
        var result = new CompletableFuture<T>();
        var accepted = run(context, () -> {
            try {
                action.get().onComplete(outcome -> {
                    if (outcome.succeeded()) {
                        result.complete(outcome.result());
                    } else {
                        result.completeExceptionally(outcome.cause());
                    }
                });
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        if (!accepted) {
            throw new ExecutionException(new IllegalStateException("the event loop has ended"));
        }
        return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Without waiting; false when the event loop has ended, as it does when the server stops.
    static boolean run(Context context, Runnable action) {
        try {
            context.runOnContext(_ -> action.run());
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }
}
