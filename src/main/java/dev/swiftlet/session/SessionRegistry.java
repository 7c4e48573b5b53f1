package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.sandbox.Permit;
import dev.swiftlet.sandbox.Sandbox;
import dev.swiftlet.sandbox.SandboxEnd;
import dev.swiftlet.sandbox.SandboxException;
import dev.swiftlet.sandbox.SandboxSource;
import dev.swiftlet.toolchain.Toolchain;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// All live sessions of this server. Any thread.
public final class SessionRegistry implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SessionRegistry.class);

    /// Removing a sandbox takes a fraction of a second; an engine that is away must not hold the server up.
    private static final Duration REMOVAL_PATIENCE = Duration.ofSeconds(10);

    private final SandboxSource sandboxes;
    private final Supplier<EventLoop> loops;
    private final SessionConfig config;
    private final Supplier<Duration> clock;
    private final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
    /// One for each permit that is held: complete when its sandbox is gone.
    private final Map<SessionId, CompletableFuture<Void>> held = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /// @param loops gives the loop for a new session
    /// @param clock monotonic
    public SessionRegistry(
            SandboxSource sandboxes, Supplier<EventLoop> loops, SessionConfig config, Supplier<Duration> clock) {
        this.sandboxes = sandboxes;
        this.loops = loops;
        this.config = config.check();
        this.clock = clock;
    }

    /// Creates a session and starts its sandbox in the background. Does not block.
    ///
    /// @return the session, or empty if the server holds as many sandboxes as it may
    public Optional<Session> create(Owner owner, Toolchain toolchain) {
        if (closed) {
            return Optional.empty();
        }
        return sandboxes.tryAcquire().map(permit -> {
            SessionId id = SessionId.create();
            EventLoop loop = loops.get();
            Session session =
                    new Session(id, owner, toolchain, loop, config, clock, _ -> {}, () -> sessions.remove(id));
            sessions.put(id, session);
            CompletableFuture<Void> gone = hold(id, permit);
            Thread.ofVirtual().name("launch-" + id).start(() -> launch(session, gone));
            LOG.infof("session created sessionId=%s toolchain=%s", id, toolchain.id());
            return session;
        });
    }

    /// The session with this id, if this owner has it.
    public Optional<Session> find(SessionId id, Owner owner) {
        return Optional.ofNullable(sessions.get(id))
                .filter(session -> session.owner().equals(owner));
    }

    /// This owner's live sessions.
    public List<Session> list(Owner owner) {
        return sessions.values().stream()
                .filter(session -> session.owner().equals(owner))
                .sorted(Comparator.comparing(session -> session.id().value()))
                .toList();
    }

    /// How many sessions live.
    public int count() {
        return sessions.size();
    }

    /// Ends all sessions, tells their clients, and waits a while until their sandboxes are removed. Takes no new ones.
    /// Blocks.
    @Override
    public void close() {
        closed = true;
        sessions.values()
                .forEach(session -> session.loop()
                        .execute(() -> session.end(CloseReason.SERVER_STOPPING, "The server is shutting down.")));
        CompletableFuture<Void> all = CompletableFuture.allOf(held.values().toArray(CompletableFuture[]::new));
        try {
            all.get(REMOVAL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("%d sandboxes are left for the sweeper of the next start", held.size());
        }
    }

    /// Gives the permit back when the future completes.
    private CompletableFuture<Void> hold(SessionId id, Permit permit) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        held.put(id, gone);
        var _ = gone.thenRun(() -> {
            permit.close();
            held.remove(id);
        });
        return gone;
    }

    private void launch(Session session, CompletableFuture<Void> gone) {
        try {
            Sandbox sandbox =
                    sandboxes.create(session.id().value(), session.toolchain().image(), session.loop());
            sandbox.removed().thenRun(() -> gone.complete(null));
            sandbox.ended().thenAccept(end -> {
                LOG.infof(
                        "sandbox ended sessionId=%s sandboxId=%s reason=%s",
                        session.id(), sandbox.name(), end.reason());
                session.loop().execute(() -> session.end(reason(end), end.detail()));
            });
            session.loop().execute(() -> session.sandboxReady(sandbox));
        } catch (SandboxException e) {
            gone.complete(null);
            LOG.warnf("sandbox not created sessionId=%s: %s", session.id(), e.getMessage());
            session.loop().execute(() -> session.end(reason(e), String.valueOf(e.getMessage())));
        }
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
