package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.sandbox.SandboxName;
import dev.swiftlet.sandbox.SandboxSource;
import dev.swiftlet.terminal.TerminalOutput;
import dev.swiftlet.toolchain.Toolchain;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// From somebody's wish to a session with a sandbox, or with a place in the line for one. Any thread.
final class SessionCreation {
    private static final Logger LOG = Logger.getLogger(SessionCreation.class);

    private final SandboxSource sandboxes;
    private final SessionRecords records;
    private final Admission admission;
    private final SessionQuota quota;
    private final ColdStarts coldStarts;
    private final HeldPermits held;
    private final Starts starts;
    private final Supplier<EventLoop> loops;
    private final Opener opener;

    /// Makes the session live, whose row is there already.
    interface Opener {
        /// @param onEnd run once when the session is over
        Session open(NewSession begun, EventLoop loop, TerminalOutput output, Runnable onEnd);
    }

    /// What a session is before there is one.
    record NewSession(SessionId id, Participant owner, Toolchain toolchain, Predecessor predecessor) {}

    SessionCreation(
            SandboxSource sandboxes,
            SessionRecords records,
            Admission admission,
            SessionQuota quota,
            ColdStarts coldStarts,
            HeldPermits held,
            Starts starts,
            Supplier<EventLoop> loops,
            Opener opener) {
        this.sandboxes = sandboxes;
        this.records = records;
        this.admission = admission;
        this.quota = quota;
        this.coldStarts = coldStarts;
        this.held = held;
        this.starts = starts;
        this.loops = loops;
        this.opener = opener;
    }

    /// Creates a session, with a sandbox that stands ready, or one that is made in the background, or a place in the
    /// line. Blocks on the database.
    ///
    /// @throws StoreException if it could not be kept: then there is no such session
    CreateOutcome create(Participant owner, ClientAddress address, Toolchain toolchain, Predecessor predecessor) {
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
                Session session = opener.open(begun, warm.loop(), warm.repl().output(), share::close);
                ColdStarts.attach(session, warm.sandbox(), held.hold(begun.id(), warm.permit()));
                session.loop().execute(() -> session.sandboxReady(warm));
                yield session;
            }
            case Admission.Outcome.Cold(var permit) -> {
                starts.countCold();
                Session session = opener.open(begun, loops.get(), Session.newOutput(), share::close);
                coldStarts.start(session, held.hold(begun.id(), permit));
                yield session;
            }
            case Admission.Outcome.Waits(var ticket) -> {
                starts.countQueued();
                Session session = opener.open(begun, loops.get(), Session.newOutput(), () -> {
                    share.close();
                    admission.leave(ticket);
                });
                ticket.onMoved(place -> session.loop().execute(() -> session.queued(place)));
                var _ = ticket.granted().thenAccept(permit -> {
                    records.admitted(begun.id(), sandboxes.name(begun.id().value()));
                    session.loop().execute(session::admitted);
                    coldStarts.start(session, held.hold(begun.id(), permit));
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
}
