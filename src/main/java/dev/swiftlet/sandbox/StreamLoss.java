package dev.swiftlet.sandbox;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// Finds out what a lost stream means. The agent may come back; its container may have ended; the
/// engine may be away. Runs on a virtual thread until one of these is certain.
final class StreamLoss implements Runnable {
    private static final Duration STEP = Duration.ofMillis(100);

    /// For an engine that is being restarted, and within the five seconds in which people are to be told.
    private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(4);

    /// An agent that lives connects again within a second.
    private static final Duration AGENT_PATIENCE = Duration.ofSeconds(10);

    /// The engine's event of a death tells more than its state: it is waited for.
    private static final Duration EVENT_PATIENCE = Duration.ofSeconds(1);

    private final DockerSandbox sandbox;
    private final Containers containers;
    private final long began = System.nanoTime();

    StreamLoss(DockerSandbox sandbox, Containers containers) {
        this.sandbox = sandbox;
        this.containers = containers;
    }

    @Override
    public void run() {
        try {
            while (!sandbox.over() && !connectedAgain()) {
                look();
                Thread.sleep(STEP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says so on the context, so that a stream lost the moment after is searched for anew.
    private boolean connectedAgain() throws InterruptedException {
        return onContext(() -> {
            var connected = sandbox.agent().connected();
            if (connected) {
                sandbox.searched();
            }
            return connected;
        });
    }

    private void look() throws InterruptedException {
        try {
            var state = containers.find(sandbox.name().value());
            if (state.isEmpty() || state.get().dead()) {
                awaitEvent();
                state.ifPresentOrElse(sandbox::found, () -> sandbox.end(EndReasons.lost()));
                return;
            }
            sandbox.route().attach(state.get().id());
            if (passed(AGENT_PATIENCE) && !connected()) {
                sandbox.end(EndReasons.broken("it says nothing"));
            }
        } catch (SandboxException | ExecutionException | TimeoutException e) {
            if (passed(ENGINE_PATIENCE) && !connected()) {
                pingOrEnd();
            }
        }
    }

    private void pingOrEnd() {
        try {
            containers.ping();
            if (passed(AGENT_PATIENCE)) {
                sandbox.end(EndReasons.broken("it cannot be reached"));
            }
        } catch (SandboxException e) {
            sandbox.end(EndReasons.engineAway());
        }
    }

    private void awaitEvent() throws InterruptedException {
        try {
            sandbox.ended().toCompletableFuture().get(EVENT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // then the state has to do
        }
    }

    private boolean connected() throws InterruptedException {
        return onContext(sandbox.agent()::connected);
    }

    private boolean onContext(BooleanSupplier question) throws InterruptedException {
        try {
            return OnContext.await(
                    sandbox.agent().context(), AGENT_PATIENCE, () -> Future.succeededFuture(question.getAsBoolean()));
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private boolean passed(Duration patience) {
        return System.nanoTime() - began > patience.toNanos();
    }
}
