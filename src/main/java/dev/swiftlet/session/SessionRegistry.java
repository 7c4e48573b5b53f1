package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.sandbox.Permit;
import dev.swiftlet.sandbox.Sandbox;
import dev.swiftlet.sandbox.SandboxEnd;
import dev.swiftlet.sandbox.SandboxException;
import dev.swiftlet.sandbox.SandboxPool;
import dev.swiftlet.sandbox.SandboxSource;
import dev.swiftlet.terminal.TerminalOutput;
import dev.swiftlet.toolchain.Toolchain;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final Duration TICK = Duration.ofSeconds(1);

    private final SandboxSource sandboxes;
    private final SandboxPool pool;
    private final Admission admission;
    private final SessionQuota quota;
    private final Starts starts = new Starts();
    private final Supplier<EventLoop> loops;
    private final SessionConfig config;
    private final Supplier<Duration> clock;
    private final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
    /// One for each permit that is held: complete when its sandbox is gone.
    private final Map<SessionId, CompletableFuture<Void>> held = new ConcurrentHashMap<>();

    private final Runnable stopTicking;
    private volatile boolean closed;

    /// @param loops gives the loop for a new session
    /// @param clock monotonic
    public SessionRegistry(
            SandboxSource sandboxes,
            SandboxPool pool,
            Supplier<EventLoop> loops,
            SessionConfig config,
            Supplier<Duration> clock) {
        this.sandboxes = sandboxes;
        this.loops = loops;
        this.config = config.check();
        this.clock = clock;
        this.pool = pool;
        this.admission = new Admission(sandboxes.permits(), pool, config.maxWaiting(), clock);
        this.quota = new SessionQuota(config.maxPerOwner(), config.maxPerAddress());
        this.stopTicking = loops.get().every(TICK, this::tick);
    }

    /// Creates a session, with a sandbox that stands ready, or one that is made in the background, or a place in the
    /// line. Does not block.
    public CreateOutcome create(Owner owner, ClientAddress address, Toolchain toolchain) {
        if (closed) {
            return new CreateOutcome.Busy();
        }
        Optional<SessionQuota.Share> share = quota.tryAcquire(owner, address);
        if (share.isEmpty()) {
            return new CreateOutcome.TooMany(quota.explain(owner));
        }
        Optional<Admission.Outcome> admitted = admission.admit(toolchain);
        if (admitted.isEmpty()) {
            share.get().close();
            return new CreateOutcome.Busy();
        }
        Session session = create(owner, toolchain, admitted.get(), share.get());
        LOG.infof("session created sessionId=%s toolchain=%s", session.id(), toolchain.id());
        return new CreateOutcome.Created(session);
    }

    private Session create(Owner owner, Toolchain toolchain, Admission.Outcome admitted, SessionQuota.Share share) {
        return switch (admitted) {
            case Admission.Outcome.Warm(var warm) -> {
                starts.countWarm();
                Session session =
                        open(owner, toolchain, warm.loop(), warm.repl().output(), share::close);
                attach(session, warm.sandbox(), hold(session.id(), warm.permit()));
                session.loop().execute(() -> session.sandboxReady(warm));
                yield session;
            }
            case Admission.Outcome.Cold(var permit) -> {
                starts.countCold();
                Session session = open(owner, toolchain, loops.get(), Session.newOutput(), share::close);
                start(session, permit);
                yield session;
            }
            case Admission.Outcome.Waits(var ticket) -> {
                starts.countQueued();
                Session session = open(owner, toolchain, loops.get(), Session.newOutput(), () -> {
                    share.close();
                    admission.leave(ticket);
                });
                ticket.onMoved(place -> session.loop().execute(() -> session.queued(place)));
                var _ = ticket.granted().thenAccept(permit -> {
                    session.loop().execute(session::admitted);
                    start(session, permit);
                });
                yield session;
            }
        };
    }

    private Session open(Owner owner, Toolchain toolchain, EventLoop loop, TerminalOutput output, Runnable onEnd) {
        SessionId id = SessionId.create();
        Session session = new Session(id, owner, toolchain, loop, output, config, clock, _ -> {}, () -> {
            sessions.remove(id);
            onEnd.run();
        });
        sessions.put(id, session);
        return session;
    }

    private void start(Session session, Permit permit) {
        CompletableFuture<Void> gone = hold(session.id(), permit);
        Thread.ofVirtual().name("launch-" + session.id()).start(() -> launch(session, gone));
    }

    private void tick() {
        admission.serve();
        Set<SessionId> yielding = Set.copyOf(YieldOrder.choose(
                sessions.values().stream()
                        .map(session -> new YieldOrder.Candidate<>(session.id(), session.state()))
                        .toList(),
                admission.unserved() - leaving(),
                clock.get(),
                config.crowdedRules()));
        sessions.values()
                .forEach(session -> session.loop().execute(() -> session.crowded(yielding.contains(session.id()))));
    }

    /// Sandboxes of sessions that are over: their places are as good as free.
    private int leaving() {
        return (int)
                held.keySet().stream().filter(id -> !sessions.containsKey(id)).count();
    }

    /// How sessions have started.
    public Starts starts() {
        return starts;
    }

    /// How many wait for a place.
    public int waiting() {
        return admission.waiting();
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
        stopTicking.run();
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
            Sandbox sandbox = createSandbox(session);
            attach(session, sandbox, gone);
            session.loop().execute(() -> session.sandboxReady(sandbox));
        } catch (SandboxException e) {
            gone.complete(null);
            LOG.warnf("sandbox not created sessionId=%s: %s", session.id(), e.getMessage());
            session.loop().execute(() -> session.end(reason(e), String.valueOf(e.getMessage())));
        }
    }

    private Sandbox createSandbox(Session session) throws SandboxException {
        pool.visitorStarts();
        try {
            return sandboxes.create(session.id().value(), session.toolchain().image(), session.loop());
        } finally {
            pool.visitorStarted();
        }
    }

    private static void attach(Session session, Sandbox sandbox, CompletableFuture<Void> gone) {
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
