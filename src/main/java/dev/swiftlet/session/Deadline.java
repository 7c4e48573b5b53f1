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
    ///
    /// @param attended whether a client is connected
    static Deadline of(IdleRules rules, Duration createdAt, Duration activeAt, boolean attended) {
        Duration idle = activeAt.plus(attended ? rules.idleTimeout() : rules.detachedTimeout());
        Duration old = createdAt.plus(rules.maxAge());
        return old.compareTo(idle) <= 0
                ? new Deadline(old, CloseReason.MAX_AGE, "The session reached its maximum age.")
                : new Deadline(idle, rules.reason(), rules.message());
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
