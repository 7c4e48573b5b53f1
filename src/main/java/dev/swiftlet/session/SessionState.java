package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ReplExit;
import dev.swiftlet.protocol.ReplState;
import dev.swiftlet.protocol.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a session stands, as a value. [#apply] is the whole of its behaviour over time; [Life] keeps
/// it, [Session] performs the effects.
/// Times are readings of a monotonic clock, so a clock that is set never reaps anybody.
public sealed interface SessionState {
    /// The state that an event leads to, and what is to be done about it.
    Step apply(SessionEvent event, IdleRules rules);

    /// A new session, whose sandbox is being made.
    static SessionState starting(Duration now) {
        return startedAt(now, now);
    }

    /// A session that lives since earlier than now, whose sandbox is yet to be found.
    static SessionState startedAt(Duration createdAt, Duration now) {
        return new Open(false, ReplState.STARTING, null, 0, createdAt, now, null);
    }

    /// What was said of the end that is near.
    ///
    /// @param keepable whether activity moves that end
    /// @param at when it was said
    record Warning(boolean keepable, Duration at) {}

    /// A state and what to do on entering it.
    record Step(SessionState state, List<SessionEffect> effects) {}

    /// The session lives, or is about to.
    ///
    /// @param hasSandbox whether its sandbox is there
    /// @param exit how the REPL ended, with state ENDED
    /// @param clients how many are connected
    /// @param createdAt when it was created
    /// @param activeAt when somebody last did something, or the last client left
    /// @param warned the warning that was given and still stands, or null
    record Open(
            boolean hasSandbox,
            ReplState repl,
            @Nullable ReplExit exit,
            int clients,
            Duration createdAt,
            Duration activeAt,
            @Nullable Warning warned)
            implements SessionState {

        @Override
        public Step apply(SessionEvent event, IdleRules rules) {
            return switch (event) {
                case SessionEvent.SandboxReady() -> to(withSandbox(), SessionEffect.START_REPL);
                case SessionEvent.SandboxAdopted(var now) -> active(now, withSandbox(), List.of());
                case SessionEvent.ReplChanged(var state) -> changeRepl(state);
                case SessionEvent.ReplExited exited ->
                    to(withRepl(ReplState.ENDED, exited.exit()), SessionEffect.ANNOUNCE_REPL);
                case SessionEvent.ClientJoined(var now, var mayType) -> join(now, mayType);
                case SessionEvent.ClientLeft(var now) -> leave(now);
                case SessionEvent.Activity(var now) -> active(now, this, List.of());
                case SessionEvent.RestartRequested(var now) -> restart(now);
                case SessionEvent.Over(var reason, var message) ->
                    new Step(new Ended(reason, message), List.of(SessionEffect.END));
                case SessionEvent.Tick(var now) -> tick(now, rules);
            };
        }

        private Step changeRepl(ReplState state) {
            return state == repl || repl == ReplState.ENDED
                    ? stay()
                    : to(withRepl(state, null), SessionEffect.ANNOUNCE_REPL);
        }

        private Step join(Duration now, boolean mayType) {
            Open joined = withClients(clients + 1);
            if (mayType && (warned == null || warned.keepable())) {
                return active(now, joined, List.of(SessionEffect.ANNOUNCE_CLIENTS));
            }
            // A warning that stands is news to whoever comes.
            return new Step(
                    mayType ? joined.withActivity(now) : joined,
                    warned == null
                            ? List.of(SessionEffect.ANNOUNCE_CLIENTS)
                            : List.of(SessionEffect.ANNOUNCE_CLIENTS, SessionEffect.ANNOUNCE_IDLE));
        }

        private Step leave(Duration now) {
            Open left = withClients(Math.max(0, clients - 1));
            return left.clients == 0
                    ? to(left.withActivity(now), SessionEffect.ANNOUNCE_CLIENTS)
                    : to(left, SessionEffect.ANNOUNCE_CLIENTS);
        }

        private Step restart(Duration now) {
            return repl == ReplState.ENDED && hasSandbox
                    ? active(
                            now,
                            withRepl(ReplState.STARTING, null),
                            List.of(SessionEffect.ANNOUNCE_REPL, SessionEffect.START_REPL))
                    : active(now, this, List.of());
        }

        private Step tick(Duration now, IdleRules rules) {
            Deadline deadline = deadline(rules);
            // Whoever is there has the whole warning, also where harder rules than before make it come late.
            boolean unwarned = attended()
                    && warned == null
                    && deadline.isKeepable()
                    && rules.warning().isPositive();
            if (!deadline.left(now).isPositive() && !unwarned) {
                return new Step(new Ended(deadline.reason(), deadline.message()), List.of(SessionEffect.END));
            }
            Warning due = due(deadline, now, rules);
            return Objects.equals(due, warned) ? stay() : to(withWarning(due), SessionEffect.ANNOUNCE_IDLE);
        }

        /// The warning that is to stand now. None where the rules are milder than when one was given, nor
        /// where nobody is there who could keep the session.
        private @Nullable Warning due(Deadline deadline, Duration now, IdleRules rules) {
            if (deadline.left(now).compareTo(rules.warning()) > 0 || (deadline.isKeepable() && !attended())) {
                return null;
            }
            return warned != null && warned.keepable() == deadline.isKeepable()
                    ? warned
                    : new Warning(deadline.isKeepable(), now);
        }

        private boolean attended() {
            return clients > 0;
        }

        /// When the session ends if nobody does anything.
        Deadline deadline(IdleRules rules) {
            return Deadline.of(rules, this);
        }

        /// What is to be said of the end that a warning stands for, if one does.
        ServerMessage.Idle warning(Duration now, IdleRules rules) {
            Deadline deadline = deadline(rules);
            return warned == null
                    ? new ServerMessage.Idle(null, true)
                    : new ServerMessage.Idle(deadline.secondsLeft(now), deadline.isKeepable());
        }

        /// Somebody did something: a warning that they are idle is withdrawn, one of the maximum age is not.
        private Step active(Duration now, Open next, List<SessionEffect> effects) {
            if (warned == null || !warned.keepable()) {
                return new Step(next.withActivity(now), effects);
            }
            List<SessionEffect> all = new ArrayList<>(effects);
            all.add(SessionEffect.ANNOUNCE_IDLE);
            return new Step(next.withActivity(now), List.copyOf(all));
        }

        private Step stay() {
            return new Step(this, List.of());
        }

        private static Step to(Open next, SessionEffect effect) {
            return new Step(next, List.of(effect));
        }

        private Open withSandbox() {
            return new Open(true, repl, exit, clients, createdAt, activeAt, warned);
        }

        private Open withRepl(ReplState state, @Nullable ReplExit how) {
            return new Open(hasSandbox, state, how, clients, createdAt, activeAt, warned);
        }

        private Open withClients(int count) {
            return new Open(hasSandbox, repl, exit, count, createdAt, activeAt, warned);
        }

        private Open withActivity(Duration now) {
            Warning still = warned == null || warned.keepable() ? null : warned;
            return new Open(hasSandbox, repl, exit, clients, createdAt, now, still);
        }

        private Open withWarning(@Nullable Warning of) {
            return new Open(hasSandbox, repl, exit, clients, createdAt, activeAt, of);
        }
    }

    /// The session is over. Nothing leads out of here.
    ///
    /// @param message a sentence for people
    record Ended(CloseReason reason, String message) implements SessionState {
        @Override
        public Step apply(SessionEvent event, IdleRules rules) {
            return new Step(this, List.of());
        }
    }
}
