package dev.swiftlet.sandbox;

import java.time.Duration;

/// When to try again what failed: after a second, then twice as long each time, up to a minute. Not thread-safe. Times
/// are readings of a monotonic clock.
final class Backoff {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration MOST = Duration.ofMinutes(1);

    private int failures;
    private Duration next = Duration.ZERO;

    /// Whether it may be tried now.
    boolean due(Duration now) {
        return failures == 0 || now.compareTo(next) >= 0;
    }

    /// @return whether this is the first failure after a success
    boolean failed(Duration now) {
        Duration pause = LEAST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        next = now.plus(pause.compareTo(MOST) < 0 ? pause : MOST);
        failures++;
        return failures == 1;
    }

    /// @return whether there had been failures
    boolean succeeded() {
        boolean before = failures > 0;
        failures = 0;
        return before;
    }
}
