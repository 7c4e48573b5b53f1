package dev.swiftlet.run;

import java.time.Duration;

/// How runs are carried out; see [RunConfig].
///
/// @param usual the limits of most requests: sandboxes with these stand ready
/// @param values told of one run at most
/// @param valueBytes likewise
/// @param concurrency how many run at once
/// @param reserved of those, how many have their place also while others wait for a session
/// @param maxWaiting how many wait at most
/// @param waitingTimeout for how long
/// @param cacheBytes of the answers that are kept; 0: none
/// @param cacheAge how long each is kept
public record RunSettings(
        RunLimits usual,
        int values,
        int valueBytes,
        int concurrency,
        int reserved,
        int maxWaiting,
        Duration waitingTimeout,
        long cacheBytes,
        Duration cacheAge) {}
