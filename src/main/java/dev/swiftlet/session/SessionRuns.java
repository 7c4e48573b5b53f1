package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.agent.Leftovers;
import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ServerMessage;
import dev.swiftlet.sandbox.Sandbox;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The runs of a session, in its sandbox beside its REPL: one at a time, the last one kept until the next. Confined to
/// the session's loop, but for what is marked «any thread».
public final class SessionRuns {
    /// Whoever waits for input uses less in a second.
    private static final Duration BUSY = Duration.ofMillis(20);

    /// In which the agent tells of all that ended together: it kills what is left of a tree after a second.
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(SessionRuns.class);

    /// What it needs of its session.
    ///
    /// @param announce tells all who are at the REPL
    /// @param oomKills told how many were killed for memory in the sandbox before, for whoever asks who was
    record Place(
            SessionId session,
            EventLoop loop,
            SessionConfig config,
            Supplier<Duration> clock,
            Life life,
            RunClients.Greeting hello,
            Consumer<ServerMessage> announce,
            LongConsumer oomKills) {}

    private final Place place;
    private @Nullable Sandbox sandbox;
    /// The newest.
    private volatile @Nullable RunTerminal current;
    /// The one that has begun and is not over: the newest, or the one that makes way for it.
    private @Nullable RunTerminal going;
    private @Nullable Duration cpu;
    private @Nullable Duration endedAt;
    private boolean over;

    SessionRuns(Place place) {
        this.place = place;
    }

    /// Begins a run. One that goes on is ended first: this one waits for that, a moment.
    ///
    /// @return empty if there is no sandbox: not yet, or not any more
    public Optional<RunTerminal> begin(RunOrder order) {
        if (sandbox == null || over) {
            return Optional.empty();
        }
        place.life().active();
        RunTerminal before = current;
        RunTerminal next = new RunTerminal(
                RunId.create(),
                order,
                sandbox,
                place.loop(),
                place.config(),
                place.clock(),
                this::ended,
                new RunClients.Place(place.loop(), place.config().maxClients(), place.life()::active, place.hello()));
        current = next;
        LOG.infof("run began sessionId=%s run=%s mode=%s", place.session(), next.id(), next.mode());
        if (going != null) {
            going.kill();
        }
        if (before != null && before != going) {
            before.kill();
            retire(before);
        }
        if (going == null) {
            start(next);
        }
        place.announce().accept(message());
        return Optional.of(next);
    }

    /// The newest, which may be over. Any thread.
    public Optional<RunTerminal> current() {
        return Optional.ofNullable(current);
    }

    /// Whether one is under way, or was a moment ago: what ends others may end with them.
    boolean isGoing() {
        return going != null
                || (endedAt != null && place.clock().get().minus(endedAt).compareTo(MOMENT) < 0);
    }

    /// What clients of the session are told of it.
    ServerMessage.Run message() {
        RunTerminal last = current;
        return new ServerMessage.Run(last == null ? null : last.id().value());
    }

    /// The sandbox is there. A run that an earlier server began in it is ended: nobody knows any more what it was.
    void sandboxReady(Sandbox ready) {
        sandbox = ready;
        if (Leftovers.end(ready.agent(), ProcessSpec.Kind.RUN) > 0) {
            LOG.infof("run of an earlier server ended sessionId=%s", place.session());
        }
    }

    /// The session is over, or this server lets go of it.
    void over(ServerMessage.Closed why) {
        over = true;
        RunTerminal last = current;
        if (going != null) {
            going.abandon();
            going.clientsClose(why);
        }
        if (last != null && last != going) {
            last.abandon();
            last.clientsClose(why);
        }
        going = null;
    }

    /// A program that computes is at work for somebody: until its time is up that is activity. One that waits is not.
    void eachSecond() {
        RunTerminal last = current;
        if (last != null) {
            last.confirm();
        }
        if (going == null || sandbox == null) {
            cpu = null;
            return;
        }
        sandbox.agent().askUsage().thenAccept(usage -> used(usage.cpu()));
    }

    private void used(Duration now) {
        if (going != null && cpu != null && now.minus(cpu).compareTo(BUSY) > 0) {
            place.life().active();
        }
        cpu = now;
    }

    private void start(RunTerminal next) {
        going = next;
        next.begin();
    }

    private void ended(RunTerminal run) {
        if (run != going) {
            return; // it never began
        }
        going = null;
        endedAt = place.clock().get();
        place.oomKills().accept(run.oomKills());
        RunTerminal next = current;
        if (next != null && next != run && !over) {
            retire(run);
            start(next);
        }
    }

    private static void retire(RunTerminal run) {
        run.clientsClose(
                new ServerMessage.Closed(CloseReason.RUN_OVER, false, false, "Another run of this session has begun."));
    }
}
