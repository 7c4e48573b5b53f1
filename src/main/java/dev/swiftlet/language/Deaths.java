package dev.swiftlet.language;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// When to start again what ended by itself: after a second, then twice as long each time; not at all after too many
/// ends within a while. Times are readings of a monotonic clock.
final class Deaths {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 5;

    private final int most;
    private final Duration window;
    private final Deque<Duration> recent = new ArrayDeque<>();

    Deaths(int most, Duration window) {
        this.most = most;
        this.window = window;
    }

    /// It ended.
    ///
    /// @return how long to wait, or empty to give up
    Optional<Duration> died(Duration now) {
        recent.removeIf(death -> death.plus(window).compareTo(now) <= 0);
        recent.add(now);
        if (recent.size() > most) {
            return Optional.empty();
        }
        return Optional.of(LEAST.multipliedBy(1L << Math.min(recent.size() - 1, MOST_DOUBLINGS)));
    }

    /// Somebody wants it all the same: one more try.
    void forgive() {
        recent.pollFirst();
    }
}
