package dev.swiftlet.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// How many sandboxes of one toolchain should stand ready: a few, and more as soon as several visitors come within
/// seconds, as a class does; then fewer again, one a minute. Not thread-safe. Times are readings of a monotonic clock.
final class PoolSize {
    /// So close together they belong together.
    private static final Duration BURST = Duration.ofSeconds(10);
    /// Two may come by chance.
    private static final int CLASS = 3;
    /// After growing, one fewer each time so much has passed: a class's stragglers come within minutes.
    private static final Duration DECAY = Duration.ofMinutes(1);

    private final int floor;
    private final int ceiling;
    private final Deque<Duration> recent = new ArrayDeque<>();
    private int raised;
    private Duration raisedAt = Duration.ZERO;

    /// @param floor never fewer
    /// @param ceiling never more, at least the floor
    PoolSize(int floor, int ceiling) {
        this.floor = floor;
        this.ceiling = ceiling;
        this.raised = floor;
    }

    /// Somebody wanted one, whether there was one or not.
    void wanted(Duration now) {
        recent.add(now);
        if (recent.size() > ceiling) {
            recent.remove();
        }
        recent.removeIf(time -> time.plus(BURST).compareTo(now) < 0);
        int level = target(now);
        if (recent.size() >= CLASS) {
            raised = Math.min(ceiling, Math.max(level, floor + recent.size()));
            raisedAt = now;
        }
    }

    /// How many should stand ready now.
    int target(Duration now) {
        long decayed = now.minus(raisedAt).dividedBy(DECAY);
        return (int) Math.max(floor, raised - decayed);
    }
}
