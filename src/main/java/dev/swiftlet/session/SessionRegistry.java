package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.sandbox.Permit;
import dev.swiftlet.sandbox.SandboxName;
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
import org.jspecify.annotations.Nullable;

/// All live sessions of this server. Any thread.
public final class SessionRegistry implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SessionRegistry.class);

    /// Removing a sandbox takes a fraction of a second; an engine that is away must not hold the
    /// server up.
    private static final Duration REMOVAL_PATIENCE = Duration.ofSeconds(10);

    /// Whatever waits for its loop has milliseconds to wait; a loop that hangs must not hold the
    /// server up.
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(4);

    /// Pages try again every few seconds.
    private static final Duration LOST_REMEMBERED = Duration.ofMinutes(2);

    private static final Duration TICK = Duration.ofSeconds(1);

    /// A session is looked at every second.
    private static final Duration OVERDUE = Duration.ofSeconds(10);

    private final SandboxSource sandboxes;
    private final SessionRecords records;
    private final ColdStarts coldStarts;
    private final Admission admission;
    private final SessionQuota quota;
    private final Starts starts = new Starts();
    private final Supplier<EventLoop> loops;
    private final SessionConfig config;
    private final Supplier<Duration> clock;
    private final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
    /// One for each permit that is held: complete when its sandbox is gone.
    private final Map<SessionId, CompletableFuture<Void>> held = new ConcurrentHashMap<>();

    /// Over since the server's start: whoever comes back for one is told why.
    private final Map<SessionId, Session> lost = new ConcurrentHashMap<>();

    private final Runnable stopTicking;
    private volatile boolean closed;

    /// @param loops gives the loop for a new session
    /// @param clock monotonic
    public SessionRegistry(
            SandboxSource sandboxes,
            SandboxPool pool,
            SessionRecords records,
            Supplier<EventLoop> loops,
            SessionConfig config,
            Supplier<Duration> clock) {
        this.sandboxes = sandboxes;
        this.records = records;
        this.loops = loops;
        this.config = config.check();
        this.clock = clock;
        this.coldStarts = new ColdStarts(sandboxes, pool, config.coldStarts());
        this.admission = new Admission(sandboxes.permits(), pool, config.maxWaiting(), clock, this::ends);
        this.quota = new SessionQuota(config.maxPerOwner(), config.maxPerAddress());
        this.stopTicking = loops.get().every(TICK, this::tick);
    }

    /// Creates a session, with a sandbox that stands ready, or one that is made in the background, or a place in the
    /// line. Blocks on the database.
    ///
    /// @throws StoreException if it could not be kept: then there is no such session
    public CreateOutcome create(Owner owner, ClientAddress address, Toolchain toolchain) {
        return create(owner, address, toolchain, Predecessor.NONE);
    }

    /// The same, for a session that starts where another one was.
    public CreateOutcome create(Owner owner, ClientAddress address, Toolchain toolchain, Predecessor predecessor) {
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
        NewSession begun = new NewSession(SessionId.create(), owner, toolchain, predecessor);
        Session session = create(begun, admitted.get(), share.get());
        LOG.infof(
                "session created sessionId=%s sandboxId=%s toolchain=%s",
                session.id(), sandbox(begun.id(), admitted.get()), toolchain.id());
        return new CreateOutcome.Created(session);
    }

    private record NewSession(SessionId id, Owner owner, Toolchain toolchain, Predecessor predecessor) {}

    private Session create(NewSession begun, Admission.Outcome admitted, SessionQuota.Share share) {
        try {
            records.begin(begun.id(), begun.owner(), begun.toolchain(), sandbox(begun.id(), admitted));
        } catch (RuntimeException e) {
            share.close();
            giveBack(admitted);
            throw e;
        }
        return switch (admitted) {
            case Admission.Outcome.Warm(var warm) -> {
                starts.countWarm();
                Session session = open(begun, warm.loop(), warm.repl().output(), Duration.ZERO, share::close);
                ColdStarts.attach(session, warm.sandbox(), hold(begun.id(), warm.permit()));
                session.loop().execute(() -> session.sandboxReady(warm));
                yield session;
            }
            case Admission.Outcome.Cold(var permit) -> {
                starts.countCold();
                Session session = open(begun, share::close);
                start(session, permit);
                yield session;
            }
            case Admission.Outcome.Waits(var ticket) -> {
                starts.countQueued();
                Session session = open(begun, () -> {
                    share.close();
                    admission.leave(ticket);
                });
                ticket.onMoved(place -> session.loop().execute(() -> session.queued(place)));
                var _ = ticket.granted().thenAccept(permit -> {
                    records.admitted(begun.id(), sandboxes.name(begun.id().value()));
                    session.loop().execute(session::admitted);
                    start(session, permit);
                });
                yield session;
            }
        };
    }

    /// The name of its sandbox: known before there is one, so that none is ever without a row
    /// that names it. Whoever waits gets one of their own: that one is found by the session's
    /// id.
    private @Nullable SandboxName sandbox(SessionId id, Admission.Outcome admitted) {
        return switch (admitted) {
            case Admission.Outcome.Warm(var warm) -> warm.sandbox().name();
            case Admission.Outcome.Cold(var _) -> sandboxes.name(id.value());
            case Admission.Outcome.Waits(var _) -> null;
        };
    }

    private void giveBack(Admission.Outcome admitted) {
        switch (admitted) {
            case Admission.Outcome.Warm(var warm) -> {
                warm.sandbox().removed().thenRun(warm.permit()::close);
                warm.sandbox().close();
            }
            case Admission.Outcome.Cold(var permit) -> permit.close();
            case Admission.Outcome.Waits(var ticket) -> admission.leave(ticket);
        }
    }

    private Session open(NewSession begun, Runnable onEnd) {
        return open(begun, loops.get(), Session.newOutput(), Duration.ZERO, onEnd);
    }

    /// Registers a session of an earlier server, of that age. It counts for its owner.
    Session reopen(SessionId id, Owner owner, Toolchain toolchain, Duration age) {
        NewSession again = new NewSession(id, owner, toolchain, Predecessor.NONE);
        SessionQuota.Share share = quota.take(owner);
        return open(again, loops.get(), Session.newOutput(), age, share::close);
    }

    /// Registers a session, whose row is there already.
    private Session open(NewSession begun, EventLoop loop, TerminalOutput output, Duration age, Runnable onEnd) {
        SessionId id = begun.id();
        SessionRecord record = records.of(id);
        Session session =
                new Session(id, begun.owner(), begun.toolchain(), loop, output, config, clock, age, record, () -> {
                    sessions.remove(id);
                    onEnd.run();
                });
        session.startFrom(begun.predecessor());
        sessions.put(id, session);
        if (closed) {
            loop.execute(() -> drain(session));
        }
        return session;
    }

    /// A session of an earlier server is about to end, and its people are on their way back.
    void remember(Session session) {
        lost.put(session.id(), session);
        session.loop().after(LOST_REMEMBERED, () -> lost.remove(session.id()));
    }

    private void start(Session session, Permit permit) {
        coldStarts.start(session, hold(session.id(), permit));
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

    /// When each session makes way, if nobody uses any of them more.
    private List<Duration> ends() {
        return YieldOrder.ends(
                sessions.values().stream().map(Session::state).toList(), clock.get(), config.crowdedRules());
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

    /// The session with this id, if this owner has it. It may be over.
    public Optional<Session> find(SessionId id, Owner owner) {
        return Optional.ofNullable(sessions.get(id))
                .or(() -> Optional.ofNullable(lost.get(id)))
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
        stopTicking.run();
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
}
