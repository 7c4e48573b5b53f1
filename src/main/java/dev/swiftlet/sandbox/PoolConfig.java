package dev.swiftlet.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// `swiftlet.pool.*`: sandboxes that stand ready before anybody asks. [#settings] refuses wrong values and names the
/// key.
@ConfigMapping(prefix = "swiftlet.pool")
public interface PoolConfig {
    /// So many stand ready for each toolchain even when nobody comes; 0: no pool. Two, so that a second visitor need
    /// not wait for the first one's successor. At most 100.
    @WithDefault("2")
    int floor();

    /// So many for each toolchain when a class is joining. At most 200, at least the floor.
    @WithDefault("8")
    int ceiling();

    /// Made anew at this age: what idles for long may have gone wrong unseen. From 1 min to 24 h.
    @WithDefault("30m")
    Duration maxAge();

    /// How often each is asked whether it lives. From 1 s to 1 h.
    @WithDefault("30s")
    Duration healthCheck();

    /// How many are made at once, while no visitor waits for one. From 1 to 64.
    @WithDefault("2")
    int refillConcurrency();

    /// Checked, and no more than there may be sandboxes: what is lowered is said in the log.
    ///
    /// @param max how many sandboxes there may be at once
    /// @throws IllegalArgumentException naming the key
    default PoolSettings settings(int max) {
        return PoolSettings.checked("swiftlet.pool", floor(), ceiling(), maxAge(), healthCheck(), refillConcurrency())
                .atMost("swiftlet.pool", max);
    }
}
