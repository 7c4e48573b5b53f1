package dev.swiftlet.sandbox;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/// How many sandboxes there may be at once. For any thread.
public final class Permits {
    private final int max;
    private final Slots slots;

    /// So many and no more.
    ///
    /// @param max at least 1
    public Permits(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("at least one permit: " + max);
        }
        this.max = max;
        this.slots = new Slots(max);
    }

    /// Never waits.
    ///
    /// @return empty when all are held: nothing to give back then
    public Optional<Permit> tryAcquire() {
        return slots.tryAcquire() ? Optional.of(new Permit(slots)) : Optional.empty();
    }

    /// Also beyond the maximum: for a sandbox that is there already. No other is given out until enough are back.
    public Permit take() {
        slots.reducePermits(1);
        return new Permit(slots);
    }

    public int max() {
        return max;
    }

    public int held() {
        return max - slots.availablePermits();
    }

    /// A semaphore that may be overdrawn.
    private static final class Slots extends Semaphore {
        private static final long serialVersionUID = 1L;

        Slots(int permits) {
            super(permits);
        }

        @Override
        @SuppressWarnings("RedundantOverride") // makes it visible here
        public void reducePermits(int reduction) {
            super.reducePermits(reduction);
        }
    }
}
