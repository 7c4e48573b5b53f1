package dev.swiftlet.sandbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Counts how often the pool had nothing to give, and says so in the log, at most once a minute. Any thread.
final class Depletions {
    private static final Logger LOG = Logger.getLogger(Depletions.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final String who;
    private final Supplier<Duration> clock;
    private final AtomicLong count = new AtomicLong();
    private long told;
    private Duration next;

    /// @param who those who want one, in the plural
    /// @param clock monotonic
    Depletions(String who, Supplier<Duration> clock) {
        this.who = who;
        this.clock = clock;
        this.next = clock.get();
    }

    long count() {
        return count.get();
    }

    /// @param wanted what there was none of, for people
    /// @param worthTelling not so while the pool is filled for the first time: whoever starts a server knows
    void add(String wanted, boolean worthTelling) {
        long now = count.incrementAndGet();
        if (worthTelling) {
            tell(now, wanted);
        }
    }

    private synchronized void tell(long now, String wanted) {
        Duration time = clock.get();
        if (time.compareTo(next) >= 0) {
            LOG.warnf(
                    "the pool was empty when somebody wanted %s: %d %s waited for a cold start since this was"
                            + " last said",
                    wanted, now - told, who);
            told = now;
            next = time.plus(PAUSE);
        }
    }
}
