package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ReplState;
import dev.swiftlet.protocol.ServerMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A session's state over time. [SessionState] decides; this keeps what it decided, tells it the
/// time once a second, and hands on what is to be done. Confined to the session's loop, but for
/// what is marked «any thread».
final class Life {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final SessionConfig config;
    private final Supplier<Duration> clock;
    private final Consumer<SessionEffect> effects;
    private final Runnable eachSecond;
    private Runnable stopTicking = () -> {};
    private volatile Duration tickedAt;
    private volatile SessionState state;
    private Ticket.@Nullable Place place;
    private boolean crowded;
    private boolean detached;

    /// @param clock monotonic
    /// @param age how long the session lives already
    /// @param effects performs what the state demands
    /// @param eachSecond what else is to be looked at so often
    Life(
            EventLoop loop,
            SessionConfig config,
            Supplier<Duration> clock,
            Duration age,
            Consumer<SessionEffect> effects,
            Runnable eachSecond) {
        this.loop = loop;
        this.config = config;
        this.clock = clock;
        this.effects = effects;
        this.eachSecond = eachSecond;
        this.tickedAt = clock.get();
        this.state = SessionState.startedAt(tickedAt.minus(age), tickedAt);
    }

    /// From now on time goes by. Before the session is known to others.
    void begin() {
        stopTicking = loop.every(TICK, this::tick);
    }

    /// Any thread; a moment later it may have changed.
    SessionState state() {
        return state;
    }

    /// When its timer last looked at it. Any thread.
    Duration tickedAt() {
        return tickedAt;
    }

    Duration now() {
        return clock.get();
    }

    boolean isOver() {
        return state instanceof SessionState.Ended;
    }

    /// Whether this server has let go of it; another will adopt it.
    boolean isDetached() {
        return detached;
    }

    /// The session waits here for a sandbox, or null.
    Ticket.@Nullable Place place() {
        return place;
    }

    void queued(Ticket.Place now) {
        place = now;
    }

    /// The wait was no idleness.
    void admitted() {
        place = null;
        active();
    }

    /// Whether it is to make way, if nobody uses it, for somebody who waits.
    void crowded(boolean now) {
        crowded = now;
    }

    /// Somebody did something.
    void active() {
        apply(new SessionEvent.Activity(clock.get()));
    }

    void end(CloseReason reason, String message) {
        apply(new SessionEvent.Over(reason, message));
    }

    /// Nothing that happens from here on means anything.
    void detach() {
        detached = true;
    }

    /// Time goes by no more.
    void stop() {
        stopTicking.run();
    }

    /// Its timer died, or fails: starts another.
    ///
    /// @throws RuntimeException if that is no use
    void mend() {
        stop();
        begin();
        tick();
    }

    void apply(SessionEvent event) {
        if (detached) {
            return;
        }
        SessionState.Step step = state.apply(event, rules());
        state = step.state();
        step.effects().forEach(effects);
    }

    /// What the REPL is doing.
    ServerMessage.Repl repl() {
        return state instanceof SessionState.Open open
                ? new ServerMessage.Repl(open.repl(), open.exit())
                : new ServerMessage.Repl(ReplState.ENDED, null);
    }

    /// What is to be said of the end that is near; nothing once it is over.
    Optional<ServerMessage.Idle> warning() {
        return state instanceof SessionState.Open open
                ? Optional.of(open.warning(clock.get(), rules()))
                : Optional.empty();
    }

    private void tick() {
        apply(new SessionEvent.Tick(clock.get()));
        eachSecond.run();
        tickedAt = clock.get();
    }

    private IdleRules rules() {
        if (place != null) {
            return config.waitingRules();
        }
        return crowded ? config.crowdedRules() : config.idleRules();
    }
}
