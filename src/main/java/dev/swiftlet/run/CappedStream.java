package dev.swiftlet.run;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// What a process writes on one stream: passed on up to a cap, then only counted. Confined to its run's loop.
final class CappedStream {
    private final long most;
    private final Consumer<ByteBuffer> taker;
    private final Consumer<ByteBuffer> all;
    private long end;
    private long passed;
    private long dropped;

    /// @param most bytes that are passed on
    /// @param taker gets views that are valid during the call
    CappedStream(long most, Consumer<ByteBuffer> taker) {
        this(most, taker, _ -> {});
    }

    /// @param all gets everything, what is dropped too, as views that are valid during the call
    CappedStream(long most, Consumer<ByteBuffer> taker, Consumer<ByteBuffer> all) {
        this.most = most;
        this.taker = taker;
        this.all = all;
    }

    void take(long offset, ByteBuffer bytes) {
        dropped += offset - end; // what the agent no longer had
        end = offset + bytes.remaining();
        all.accept(bytes.duplicate());
        int fits = (int) Math.min(most - passed, bytes.remaining());
        dropped += bytes.remaining() - fits;
        if (fits > 0) {
            passed += fits;
            taker.accept(bytes.slice(bytes.position(), fits));
        }
    }

    /// The offset after the last byte that came.
    long end() {
        return end;
    }

    long dropped() {
        return dropped;
    }
}
