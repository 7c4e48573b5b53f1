package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import java.time.Duration;

/// When a session is reaped, and what is said of it then.
///
/// @param idleTimeout without activity, while a client is connected
/// @param detachedTimeout with no client connected
/// @param warning so long before the idle timeout a warning is shown
/// @param maxAge whatever happens
/// @param reason why it is reaped when nobody uses it
/// @param message the same as a sentence for people
public record IdleRules(
        Duration idleTimeout,
        Duration detachedTimeout,
        Duration warning,
        Duration maxAge,
        CloseReason reason,
        String message) {
    /// The usual ones.
    public IdleRules(Duration idleTimeout, Duration detachedTimeout, Duration warning, Duration maxAge) {
        this(idleTimeout, detachedTimeout, warning, maxAge, CloseReason.IDLE, "Nobody used the session for a while.");
    }
}
