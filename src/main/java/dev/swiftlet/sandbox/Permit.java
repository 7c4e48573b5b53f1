package dev.swiftlet.sandbox;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// The right to hold one sandbox. Given back once, however often it is closed.
public final class Permit implements AutoCloseable {
    private final Semaphore slots;
    private final AtomicBoolean released = new AtomicBoolean();

    Permit(Semaphore slots) {
        this.slots = slots;
    }

    @Override
    public void close() {
        if (released.compareAndSet(false, true)) {
            slots.release();
        }
    }
}
