package dev.swiftlet.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/// A client that reads no faster than its line.
final class SlowLink implements Link {
    /// A little more often than a network card, so that little is in flight.
    private static final int MOST_AT_ONCE = 16 * 1024;

    private final Link link;
    private int bytesPerSecond;
    private long next = System.nanoTime();
    private ByteBuffer rest = ByteBuffer.allocate(0);

    SlowLink(Link link, int bytesPerSecond) {
        this.link = link;
        this.bytesPerSecond = bytesPerSecond;
    }

    void slowDown(int to) {
        bytesPerSecond = to;
    }

    /// Reads on, and forgets it.
    void readFor(int seconds) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            read();
        }
    }

    @Override
    public ByteBuffer read() throws IOException {
        if (!rest.hasRemaining()) {
            rest = link.read();
        }
        Crowd.awaitTime(next);
        int count = Math.min(MOST_AT_ONCE, rest.remaining());
        ByteBuffer some = rest.slice(rest.position(), count);
        rest.position(rest.position() + count);
        next = Math.max(next, System.nanoTime()) + TimeUnit.SECONDS.toNanos(1) * count / bytesPerSecond;
        return some;
    }

    @Override
    public void type(byte[] keys) throws IOException {
        link.type(keys);
    }

    @Override
    public void interrupt() throws IOException {
        link.interrupt();
    }

    @Override
    public void within(long nanos) {
        link.within(nanos);
    }

    @Override
    public void close() {
        link.close();
    }
}
