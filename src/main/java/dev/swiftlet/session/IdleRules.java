package dev.swiftlet.session;

import java.time.Duration;

/// When a session is reaped.
///
/// @param idleTimeout without activity, while a client is connected
/// @param detachedTimeout with no client connected
/// @param warning so long before the idle timeout a warning is shown
/// @param maxAge whatever happens
public record IdleRules(Duration idleTimeout, Duration detachedTimeout, Duration warning, Duration maxAge) {}
