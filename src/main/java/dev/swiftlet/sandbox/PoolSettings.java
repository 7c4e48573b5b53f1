package dev.swiftlet.sandbox;

import java.time.Duration;

/// How a [SandboxPool] is kept; see [PoolConfig].
///
/// @param floor ready for each toolchain at least; 0: no pool
/// @param ceiling ready for each toolchain at most
/// @param refillConcurrency how many are made at once
public record PoolSettings(int floor, int ceiling, Duration maxAge, Duration healthCheck, int refillConcurrency) {
    /// No pool.
    public static final PoolSettings OFF = new PoolSettings(0, 0, Duration.ofHours(1), Duration.ofHours(1), 1);
}
