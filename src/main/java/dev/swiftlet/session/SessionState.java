package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ReplExit;
import dev.swiftlet.protocol.ReplState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a session stands, as a value. [#apply] is the whole of its behaviour over time; [Session] performs the
/// effects.
/// Times are readings of a monotonic clock, so a clock that is set never reaps anybody.
public sealed interface SessionState {
    /// The state that an event leads to, and what is to be done about it.
    Step apply(SessionEvent event, IdleRules rules);

    /// A new session, whose sandbox is being made.
    static SessionState starting(Duration now) {
        return new Open(false, ReplState.STARTING, null, 0, now, now, null);
    }

    /// A state and what to do on entering it.
    record Step(SessionState state, List<SessionEffect> effects) {}

    /// The session lives, or is about to.
    ///
    /// @param hasSandbox whether its sandbox is there
    /// @param exit how the REPL ended, with state ENDED
    /// @param clients how many are connected
    /// @param createdAt when it was created
    /// @param activeAt when somebody last did something, or the last client left
    /// @param warnedAt when a warning was given that still stands, or null
    record Open(
            boolean hasSandbox,
            ReplState repl,
            @Nullable ReplExit exit,
            int clients,
            Duration createdAt,
            Duration activeAt,
            @Nullable Duration warnedAt)
            implements SessionState {

        @Override
        public Step apply(SessionEvent event, IdleRules rules) {
            return switch (event) {
                case SessionEvent.SandboxReady() -> to(withSandbox(), SessionEffect.START_REPL);
                case SessionEvent.ReplChanged(var state) -> changeRepl(state);
                case SessionEvent.ReplExited exited ->
                    to(withRepl(ReplState.ENDED, exited.exit()), SessionEffect.ANNOUNCE_REPL);
                case SessionEvent.ClientJoined(var now) ->
                    active(now, withClients(clients + 1), List.of(SessionEffect.ANNOUNCE_CLIENTS));
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
                    : stay();
        }

        private Step tick(Duration now, IdleRules rules) {
            if (now.minus(createdAt).compareTo(rules.maxAge()) >= 0) {
                return over(CloseReason.MAX_AGE, "The session reached its maximum age.");
            }
            Duration left = reapedAt(rules).minus(now);
            boolean unwarned =
                    clients > 0 && warnedAt == null && rules.warning().isPositive();
            if (!left.isPositive() && !unwarned) {
                return over(rules.reason(), rules.message());
            }
            boolean due = left.compareTo(rules.warning()) <= 0;
            if (due == (warnedAt != null)) {
                return stay();
            }
            // Not due any more: the rules are milder than when the warning was given.
            return to(due ? withWarning(now) : withActivity(activeAt), SessionEffect.ANNOUNCE_IDLE);
        }

        /// Whoever is there has the whole warning, also where harder rules than before make it come late.
        private Duration reapedAt(IdleRules rules) {
            if (clients == 0) {
                return activeAt.plus(rules.detachedTimeout());
            }
            Duration idle = activeAt.plus(rules.idleTimeout());
            Duration warned = warnedAt == null ? idle : warnedAt.plus(rules.warning());
            return warned.compareTo(idle) > 0 ? warned : idle;
        }

        /// Seconds until the session is reaped if nobody does anything, rounded up; null while no warning stands.
        public @Nullable Integer secondsLeft(Duration now, IdleRules rules) {
            return warnedAt == null
                    ? null
                    : (int) Math.max(
                            0, reapedAt(rules).minus(now).plusMillis(999).toSeconds());
        }

        private Step active(Duration now, Open next, List<SessionEffect> effects) {
            if (warnedAt == null) {
                return new Step(next.withActivity(now), effects);
            }
            List<SessionEffect> all = new ArrayList<>(effects);
            all.add(SessionEffect.ANNOUNCE_IDLE);
            return new Step(next.withActivity(now), List.copyOf(all));
        }

        private Step over(CloseReason reason, String message) {
            return new Step(new Ended(reason, message), List.of(SessionEffect.END));
        }

        private Step stay() {
            return new Step(this, List.of());
        }

        private static Step to(Open next, SessionEffect effect) {
            return new Step(next, List.of(effect));
        }

        private Open withSandbox() {
            return new Open(true, repl, exit, clients, createdAt, activeAt, warnedAt);
        }

        private Open withRepl(ReplState state, @Nullable ReplExit how) {
            return new Open(hasSandbox, state, how, clients, createdAt, activeAt, warnedAt);
        }

        private Open withClients(int count) {
            return new Open(hasSandbox, repl, exit, count, createdAt, activeAt, warnedAt);
        }

        private Open withActivity(Duration now) {
            return new Open(hasSandbox, repl, exit, clients, createdAt, now, null);
        }

        private Open withWarning(Duration now) {
            return new Open(hasSandbox, repl, exit, clients, createdAt, activeAt, now);
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
