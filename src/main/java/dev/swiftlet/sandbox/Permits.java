package dev.swiftlet.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/// How many sandboxes there may be at once. For any thread.
public final class Permits {
    private final int max;
    private final BooleanSupplier roomy;
    private final Slots slots;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean crowded;

    /// So many and no more.
    ///
    /// @param max at least 1
    public Permits(int max) {
        this(max, () -> true);
    }

    /// So many and no more, and none while there is no room.
    ///
    /// @param max at least 1
    /// @param roomy whether the machine has the memory for another one now; must not block
    public Permits(int max, BooleanSupplier roomy) {
        if (max < 1) {
            throw new IllegalArgumentException("at least one permit: " + max);
        }
        this.max = max;
        this.roomy = roomy;
        this.slots = new Slots(max);
    }

    /// Never waits.
    ///
    /// @return empty when all are held, or the machine has no memory left: nothing to give back then
    public Optional<Permit> tryAcquire() {
        return roomy.getAsBoolean() && slots.tryAcquire() ? Optional.of(new Permit(this::giveBack)) : Optional.empty();
    }

    /// For a sandbox that nobody waits for. Never waits.
    ///
    /// @return empty while somebody waits for one, too
    public Optional<Permit> tryAcquireSpare() {
        return crowded ? Optional.empty() : tryAcquire();
    }

    /// Says whether somebody waits for a permit.
    public void crowded(boolean now) {
        crowded = now;
    }

    /// Whether somebody waits for a permit.
    public boolean isCrowded() {
        return crowded;
    }

    /// Run after each permit that was given back, on whatever thread that was; must not block.
    public void onReturn(Runnable listener) {
        listeners.add(listener);
    }

    /// Also beyond the maximum: for a sandbox that is there already. No other is given out until enough are back.
    public Permit take() {
        slots.reducePermits(1);
        return new Permit(this::giveBack);
    }

    public int max() {
        return max;
    }

    public int held() {
        return max - slots.availablePermits();
    }

    private void giveBack() {
        slots.release();
        listeners.forEach(Runnable::run);
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
