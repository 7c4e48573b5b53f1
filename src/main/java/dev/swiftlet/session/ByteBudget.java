package dev.swiftlet.session;

import java.time.Duration;

/// Bytes that may be spent: so many a second, and as many at once as were saved up. The last
/// spending may go beyond, and is paid off before the next; never more than was saved up. Not for
/// more than one thread at a time.
final class ByteBudget {
    private final long perSecond;
    private final long burst;
    private double left;
    private Duration at;

    /// @param perSecond more than 0
    /// @param burst more than 0, and there from the start
    /// @param now monotonic, as everywhere here
    ByteBudget(long perSecond, long burst, Duration now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.left = burst;
        this.at = now;
    }

    /// How long until something may be spent; zero if it may be now.
    Duration delay(Duration now) {
        earn(now);
        return left > 0 ? Duration.ZERO : Duration.ofMillis(1 + (long) (-left * 1000 / perSecond));
    }

    void spend(long bytes, Duration now) {
        earn(now);
        left = Math.max(left - bytes, (double) -burst);
    }

    private void earn(Duration now) {
        Duration since = now.minus(at);
        at = now;
        left = Math.min((double) burst, left + since.toNanos() / 1e9 * perSecond);
    }
}
