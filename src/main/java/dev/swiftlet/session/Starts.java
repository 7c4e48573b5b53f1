package dev.swiftlet.session;

import java.util.concurrent.atomic.LongAdder;

/// How sessions have got their sandboxes, since the server started. Any thread.
public final class Starts {
    private final LongAdder warm = new LongAdder();
    private final LongAdder cold = new LongAdder();
    private final LongAdder queued = new LongAdder();

    void countWarm() {
        warm.increment();
    }

    void countCold() {
        cold.increment();
    }

    void countQueued() {
        queued.increment();
    }

    /// From the pool.
    public long warm() {
        return warm.sum();
    }

    /// Made for them, at once.
    public long cold() {
        return cold.sum();
    }

    /// Had to wait for a place first.
    public long queued() {
        return queued.sum();
    }
}
