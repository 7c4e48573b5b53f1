package dev.swiftlet.sandbox;

import java.util.concurrent.atomic.AtomicBoolean;

/// The right to hold one sandbox. Given back once, however often it is closed.
public final class Permit implements AutoCloseable {
    private final Runnable giveBack;
    private final AtomicBoolean released = new AtomicBoolean();

    Permit(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    @Override
    public void close() {
        if (released.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
