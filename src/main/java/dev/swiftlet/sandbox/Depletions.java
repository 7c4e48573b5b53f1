package dev.swiftlet.sandbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Counts how often the pool had nothing to give, and says so in the log, at most once a minute. Any thread.
final class Depletions {
    private static final Logger LOG = Logger.getLogger(Depletions.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Supplier<Duration> clock;
    private final AtomicLong count = new AtomicLong();
    private long told;
    private Duration next;

    /// @param clock monotonic
    Depletions(Supplier<Duration> clock) {
        this.clock = clock;
        this.next = clock.get();
    }

    long count() {
        return count.get();
    }

    /// @param wanted what there was none of, for people
    void add(String wanted) {
        long now = count.incrementAndGet();
        tell(now, wanted);
    }

    private synchronized void tell(long now, String wanted) {
        Duration time = clock.get();
        if (time.compareTo(next) >= 0) {
            LOG.warnf(
                    "the pool was empty when somebody wanted %s: %d visitors waited for a cold start since this was"
                            + " last said",
                    wanted, now - told);
            told = now;
            next = time.plus(PAUSE);
        }
    }
}
