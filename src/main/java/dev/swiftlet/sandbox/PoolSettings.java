package dev.swiftlet.sandbox;

import java.time.Duration;
import org.jboss.logging.Logger;

/// How a [SandboxPool] is kept; see [PoolConfig].
///
/// @param floor ready for each toolchain at least; 0: no pool
/// @param ceiling ready for each toolchain at most
/// @param refillConcurrency how many are made at once
public record PoolSettings(int floor, int ceiling, Duration maxAge, Duration healthCheck, int refillConcurrency) {
    private static final Logger LOG = Logger.getLogger(PoolSettings.class);

    /// No pool.
    public static final PoolSettings OFF = new PoolSettings(0, 0, Duration.ofHours(1), Duration.ofHours(1), 1);

    /// Of what an operator has set.
    ///
    /// @param prefix of the keys
    /// @throws IllegalArgumentException naming the key whose value is out of bounds
    public static PoolSettings checked(
            String prefix, int floor, int ceiling, Duration maxAge, Duration healthCheck, int refillConcurrency) {
        require(prefix, "floor", floor, 0, 100);
        require(prefix, "ceiling", ceiling, floor, 200);
        require(prefix, "max-age", maxAge, Duration.ofMinutes(1), Duration.ofHours(24));
        require(prefix, "health-check", healthCheck, Duration.ofSeconds(1), Duration.ofHours(1));
        require(prefix, "refill-concurrency", refillConcurrency, 1, 64);
        return new PoolSettings(floor, ceiling, maxAge, healthCheck, refillConcurrency);
    }

    /// No more than there may be sandboxes: what is lowered is said in the log.
    ///
    /// @param prefix of the keys
    /// @param max how many sandboxes there may be at once
    public PoolSettings atMost(String prefix, int max) {
        if (floor <= max) {
            return this;
        }
        LOG.warnf(
                "%s.floor is %d, but swiftlet.sandbox.max allows %d sandboxes: only %d stand ready",
                prefix, floor, max, max);
        return new PoolSettings(max, Math.min(ceiling, max), maxAge, healthCheck, refillConcurrency);
    }

    private static <T extends Comparable<T>> void require(String prefix, String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "%s.%s is %s, but must be from %s to %s".formatted(prefix, key, value, least, most));
        }
    }
}
