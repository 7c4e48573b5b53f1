package dev.swiftlet.sandbox;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/// How many sandboxes there may be at once. For any thread.
public final class Permits {
    private final int max;
    private final Semaphore slots;

    /// So many and no more.
    ///
    /// @param max at least 1
    public Permits(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("at least one permit: " + max);
        }
        this.max = max;
        this.slots = new Semaphore(max);
    }

    /// Never waits.
    ///
    /// @return empty when all are held: nothing to give back then
    public Optional<Permit> tryAcquire() {
        return slots.tryAcquire() ? Optional.of(new Permit(slots)) : Optional.empty();
    }

    public int max() {
        return max;
    }

    public int held() {
        return max - slots.availablePermits();
    }
}
