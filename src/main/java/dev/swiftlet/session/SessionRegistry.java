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

    /// Removing a sandbox takes a fraction of a second; an engine that is away must not hold the
    /// server up.
    private static final Duration REMOVAL_PATIENCE = Duration.ofSeconds(10);

    /// Whatever waits for its loop has milliseconds to wait; a loop that hangs must not hold the
    /// server up.
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(4);

    /// A session is looked at every second.
    private static final Duration OVERDUE = Duration.ofSeconds(10);

    private final SandboxSource sandboxes;
    private final SessionRecords records;
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
            SandboxSource sandboxes,
            SessionRecords records,
            Supplier<EventLoop> loops,
            SessionConfig config,
            Supplier<Duration> clock) {
        this.sandboxes = sandboxes;
        this.records = records;
        this.loops = loops;
        this.config = config.check();
        this.clock = clock;
    }

    /// Creates a session and starts its sandbox in the background. Blocks on the database.
    ///
    /// @return the session, or empty if the server holds as many sandboxes as it may
    /// @throws StoreException if it could not be kept: then there is no such session
    public Optional<Session> create(Owner owner, Toolchain toolchain) {
        if (closed) {
            return Optional.empty();
        }
        return sandboxes.tryAcquire().map(permit -> {
            SessionId id = SessionId.create();
            try {
                records.begin(id, owner, toolchain, sandboxes.name(id.value()));
            } catch (RuntimeException e) {
                permit.close();
                throw e;
            }
            Session session = open(id, owner, toolchain, Duration.ZERO);
            CompletableFuture<Void> gone = hold(id, permit);
            Thread.ofVirtual().name("launch-" + id).start(() -> launch(session, gone));
            LOG.infof("session created sessionId=%s toolchain=%s", id, toolchain.id());
            return session;
        });
    }

    /// Registers a session. Its row is there already.
    ///
    /// @param age more than 0 if an earlier server had it
    Session open(SessionId id, Owner owner, Toolchain toolchain, Duration age) {
        EventLoop loop = loops.get();
        Session session =
                new Session(id, owner, toolchain, loop, config, clock, age, records.of(id), () -> sessions.remove(id));
        sessions.put(id, session);
        if (closed) {
            loop.execute(session::detach);
        }
        return session;
    }

    /// Looks after sessions whose own timer has died or fails.
    ///
    /// @return how many
    public int mend() {
        Duration now = clock.get();
        List<Session> overdue = sessions.values().stream()
                .filter(session -> now.minus(session.tickedAt()).compareTo(OVERDUE) > 0)
                .toList();
        overdue.forEach(session -> {
            LOG.warnf("session has not been looked at sessionId=%s: looked at now", session.id());
            session.loop().execute(session::mend);
        });
        return overdue.size();
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

    boolean isClosed() {
        return closed;
    }

    /// Takes no new sessions, tells all clients that the server stops, and keeps what stands on
    /// the terminals. The sandboxes go on, for the next server to adopt; or, where the
    /// configuration says so, the sessions end. Blocks, but not for long. Idempotent.
    public void drain() {
        closed = true;
        List<CompletableFuture<Void>> drained = sessions.values().stream()
                .map(session -> CompletableFuture.runAsync(() -> drain(session), session.loop()))
                .toList();
        await(drained, DRAIN_PATIENCE);
        if (!records.flush(DRAIN_PATIENCE)) {
            LOG.warn("not all that sessions left is kept");
        }
    }

    private void drain(Session session) {
        switch (config.onShutdown()) {
            case KEEP -> session.detach();
            case REMOVE -> session.end(CloseReason.SERVER_STOPPING, "The server is shutting down.");
        }
    }

    /// Drains, and waits a while until the sandboxes that are not kept are removed. Blocks.
    @Override
    public void close() {
        drain();
        if (config.onShutdown() == SessionConfig.OnShutdown.REMOVE
                && !await(List.copyOf(held.values()), REMOVAL_PATIENCE)) {
            LOG.warnf("%d sandboxes are left for the sweeper of the next start", held.size());
        }
    }

    /// @return false if they were not all done in time
    private static boolean await(List<CompletableFuture<Void>> all, Duration patience) {
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /// Gives the permit back when the future completes.
    CompletableFuture<Void> hold(SessionId id, Permit permit) {
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
            attach(session, sandbox, gone);
            session.loop().execute(() -> session.sandboxReady(sandbox));
        } catch (SandboxException e) {
            gone.complete(null);
            LOG.warnf("sandbox not created sessionId=%s: %s", session.id(), e.getMessage());
            session.loop().execute(() -> session.end(reason(e), String.valueOf(e.getMessage())));
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
