package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.sandbox.Sandbox;
import dev.swiftlet.sandbox.SandboxEnd;
import dev.swiftlet.sandbox.SandboxException;
import dev.swiftlet.sandbox.SandboxPool;
import dev.swiftlet.sandbox.SandboxSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// Makes sandboxes for sessions that found none ready. Only so many at once, each until its REPL
/// stands at its prompt: starting is all work for the processor, and of thirty that start together
/// nobody would see a prompt before the last. First come, first served; whoever waits here waits as
/// long as it takes. Any thread.
final class ColdStarts {
    private static final Logger LOG = Logger.getLogger(ColdStarts.class);

    /// A REPL that takes longer than that holds nobody up.
    private static final Duration PROMPT_PATIENCE = Duration.ofSeconds(20);

    private final SandboxSource sandboxes;
    private final SandboxPool pool;
    private final Semaphore slots;

    /// @param atOnce how many start at once
    ColdStarts(SandboxSource sandboxes, SandboxPool pool, int atOnce) {
        this.sandboxes = sandboxes;
        this.pool = pool;
        this.slots = new Semaphore(atOnce, true);
    }

    /// Begins in the background.
    ///
    /// @param gone completed when there is nothing of its sandbox any more
    void start(Session session, CompletableFuture<Void> gone) {
        Thread.ofVirtual().name("cold-start-" + session.id()).start(() -> {
            slots.acquireUninterruptibly();
            try {
                launch(session, gone);
            } finally {
                slots.release();
            }
        });
    }

    private void launch(Session session, CompletableFuture<Void> gone) {
        if (session.state() instanceof SessionState.Ended) {
            gone.complete(null);
            return;
        }
        pool.visitorStarts();
        try {
            Sandbox sandbox =
                    sandboxes.create(session.id().value(), session.toolchain().image(), session.loop());
            attach(session, sandbox, gone);
            session.loop().execute(() -> session.sandboxReady(sandbox));
            session.prompted().get(PROMPT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (SandboxException e) {
            gone.complete(null);
            LOG.warnf("sandbox not created sessionId=%s: %s", session.id(), e.getMessage());
            session.loop().execute(() -> session.end(reason(e), String.valueOf(e.getMessage())));
        } catch (TimeoutException e) {
            LOG.warnf("slow start sessionId=%s: no prompt after %s", session.id(), PROMPT_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails this", e);
        } finally {
            pool.visitorStarted();
        }
    }

    /// The session hears of its sandbox's end.
    static void attach(Session session, Sandbox sandbox, CompletableFuture<Void> gone) {
        sandbox.removed().thenRun(() -> gone.complete(null));
        sandbox.ended().thenAccept(end -> {
            LOG.infof("sandbox ended sessionId=%s sandboxId=%s reason=%s", session.id(), sandbox.name(), end.reason());
            session.loop().execute(() -> session.end(reason(end), end.detail()));
        });
    }

    private static CloseReason reason(SandboxEnd end) {
        return switch (end.reason()) {
            case REMOVED -> CloseReason.ENDED;
            case BROKEN -> CloseReason.SANDBOX_BROKEN;
            case ENGINE_AWAY -> CloseReason.ENGINE_AWAY;
            case EXITED, SIGNALLED, OUT_OF_MEMORY, LOST -> CloseReason.SANDBOX_LOST;
        };
    }

    private static CloseReason reason(SandboxException failure) {
        return switch (failure.kind()) {
            case ENGINE_AWAY -> CloseReason.ENGINE_AWAY;
            case IMAGE_MISSING, AGENT_SILENT, REFUSED, TIMEOUT -> CloseReason.START_FAILED;
        };
    }
}
