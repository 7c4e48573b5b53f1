package dev.swiftlet.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Makes each call to the engine within a time limit, on a virtual thread of its own: the HTTP
/// client's own limits do not hold on unix sockets. A call that took too long is interrupted,
/// which closes its connection and ends its thread.
final class EngineCalls {
    /// One call.
    interface Call<T extends @Nullable Object> {
        T make() throws IOException;
    }

    private final Duration limit;

    EngineCalls(Duration limit) {
        this.limit = limit;
    }

    /// Waits for the answer.
    ///
    /// @param what for people: «The engine refused to …»
    <T extends @Nullable Object> T call(String what, Call<T> call) throws SandboxException {
        var answer = new CompletableFuture<T>();
        var thread = Thread.ofVirtual().name("engine-call").start(() -> {
            try {
                answer.complete(call.make());
            } catch (Throwable e) { // whatever it is, somebody waits
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new SandboxException(
                    SandboxException.Kind.TIMEOUT,
                    "The sandbox engine did not answer in time when asked to " + what,
                    e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new SandboxException(SandboxException.Kind.TIMEOUT, "Interrupted while asking to " + what, e);
        } catch (ExecutionException e) {
            throw translated(what, e.getCause() == null ? e : e.getCause());
        }
    }

    /// Whether the engine said that there is no such thing.
    static boolean notFound(SandboxException e) {
        return e.getCause() instanceof NotFoundException;
    }

    /// Whether the engine said that there is such a thing already.
    static boolean conflict(SandboxException e) {
        return e.getCause() instanceof ConflictException;
    }

    private static SandboxException translated(String what, Throwable failure) {
        if (failure instanceof DockerException) {
            return new SandboxException(
                    SandboxException.Kind.REFUSED, "The sandbox engine refused to " + what, failure);
        }
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException) {
                return new SandboxException(
                        SandboxException.Kind.REFUSED,
                        "The sandbox engine answered nonsense when asked to " + what,
                        failure);
            }
            if (cause instanceof IOException) {
                return new SandboxException(
                        SandboxException.Kind.ENGINE_AWAY, "The sandbox engine cannot be reached", failure);
            }
        }
        return new SandboxException(SandboxException.Kind.REFUSED, "The sandbox engine failed to " + what, failure);
    }
}
