package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.sandbox.Permit;
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

    private final SessionRecords records;
    private final Admission admission;
    private final SessionCreation creation;
    private final SessionQuota quota;
    private final Starts starts = new Starts();
    private final Supplier<EventLoop> loops;
    private final SessionConfig config;
    private final Supplier<Duration> clock;
    private final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
    private final HeldPermits held = new HeldPermits();
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
        this.records = records;
        this.loops = loops;
        this.config = config.check();
        this.clock = clock;
        this.admission = new Admission(sandboxes.permits(), pool, config.maxWaiting(), clock, this::ends);
        this.quota = new SessionQuota(config.maxPerOwner(), config.maxPerAddress());
        this.creation = new SessionCreation(
                sandboxes,
                records,
                admission,
                quota,
                new ColdStarts(sandboxes, pool, config.coldStarts()),
                held,
                starts,
                loops,
                (begun, loop, output, onEnd) -> open(begun, loop, output, Duration.ZERO, onEnd));
        this.stopTicking = loops.get().every(TICK, this::tick);
    }

    /// Creates a session, with a sandbox that stands ready, or one that is made in the background, or
    /// a place in the line. Blocks on the database.
    ///
    /// @throws StoreException if it could not be kept: then there is no such session
    public CreateOutcome create(Participant owner, ClientAddress address, Toolchain toolchain) {
        return create(owner, address, toolchain, Predecessor.NONE);
    }

    /// The same, for a session that starts where another one was.
    public CreateOutcome create(
            Participant owner, ClientAddress address, Toolchain toolchain, Predecessor predecessor) {
        return closed ? new CreateOutcome.Busy() : creation.create(owner, address, toolchain, predecessor);
    }

    /// Registers a session of an earlier server, of that age. It counts for its owner.
    Session reopen(SessionId id, Participant owner, Toolchain toolchain, Duration age) {
        var again = new SessionCreation.NewSession(id, owner, toolchain, Predecessor.NONE);
        SessionQuota.Share share = quota.take(owner);
        return open(again, loops.get(), Session.newOutput(), age, share::close);
    }

    /// Registers a session, whose row is there already.
    private Session open(
            SessionCreation.NewSession begun, EventLoop loop, TerminalOutput output, Duration age, Runnable onEnd) {
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

    private void tick() {
        admission.serve();
        Set<SessionId> yielding = Set.copyOf(YieldOrder.choose(
                sessions.values().stream()
                        .map(session -> new YieldOrder.Candidate<>(session.id(), session.state()))
                        .toList(),
                admission.unserved() - held.leaving(sessions::containsKey),
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
    public Optional<Session> find(SessionId id, Participant owner) {
        return Optional.ofNullable(sessions.get(id))
                .or(() -> Optional.ofNullable(lost.get(id)))
                .filter(session -> session.owner().equals(owner));
    }

    /// This owner's live sessions.
    public List<Session> list(Participant owner) {
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
        if (config.onShutdown() == SessionConfig.OnShutdown.REMOVE && !await(held.all(), REMOVAL_PATIENCE)) {
            LOG.warnf(
                    "%d sandboxes are left for the sweeper of the next start",
                    held.all().size());
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

    /// As [HeldPermits#hold].
    CompletableFuture<Void> hold(SessionId id, Permit permit) {
        return held.hold(id, permit);
    }
}
