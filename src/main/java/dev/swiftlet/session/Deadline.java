package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import java.time.Duration;

/// When a session ends if nobody does anything, and why.
///
/// @param at a reading of the monotonic clock
/// @param reason [CloseReason#MAX_AGE], or what the rules say of nobody's use
/// @param message a sentence for people
record Deadline(Duration at, CloseReason reason, String message) {
    /// The next of those that the rules set.
    static Deadline of(IdleRules rules, SessionState.Open session) {
        Duration old = session.createdAt().plus(rules.maxAge());
        Duration idle = idle(rules, session);
        return old.compareTo(idle) <= 0
                ? new Deadline(old, CloseReason.MAX_AGE, "The session reached its maximum age.")
                : new Deadline(idle, rules.reason(), rules.message());
    }

    /// Whoever is there has the whole warning, also where harder rules than before make it late.
    private static Duration idle(IdleRules rules, SessionState.Open session) {
        if (session.clients() == 0) {
            return session.activeAt().plus(rules.detachedTimeout());
        }
        Duration idle = session.activeAt().plus(rules.idleTimeout());
        SessionState.Warning warned = session.warned();
        if (warned == null || !warned.keepable()) {
            return idle;
        }
        Duration warnedOf = warned.at().plus(rules.warning());
        return warnedOf.compareTo(idle) > 0 ? warnedOf : idle;
    }

    Duration left(Duration now) {
        return at.minus(now);
    }

    /// Rounded up.
    int secondsLeft(Duration now) {
        return (int) Math.max(0, left(now).plusMillis(999).toSeconds());
    }

    /// Whether activity moves it.
    boolean isKeepable() {
        return reason != CloseReason.MAX_AGE;
    }
}
