package dev.swiftlet.session;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Deletes what was saved too long ago: at the start, and now and then. Whoever makes it starts
/// and closes it.
public final class Retention implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Retention.class);

    private final SessionStore store;
    private final Duration kept;
    private final Duration every;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param kept how long after its end a saved session is kept
    public Retention(SessionStore store, Duration kept, Duration every, InstantSource clock) {
        this.store = store;
        this.kept = kept;
        this.every = every;
        this.clock = clock;
    }

    /// Once.
    public void start() {
        Thread.ofVirtual().name("retention").start(() -> {
            do {
                purge();
            } while (!isClosedWithin(every));
        });
    }

    /// Deletes no more. Never interrupts: that would close the database's file under everybody.
    @Override
    public void close() {
        closed.countDown();
    }

    private void purge() {
        try {
            int deleted = store.deleteSavedBefore(clock.instant().minus(kept));
            if (deleted > 0) {
                LOG.infof("%d saved sessions were too old, or too many of one owner, and deleted", deleted);
            }
        } catch (StoreException e) {
            LOG.warnf("old sessions are not deleted now, but later: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("old sessions are not deleted now, but later", e);
        }
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
