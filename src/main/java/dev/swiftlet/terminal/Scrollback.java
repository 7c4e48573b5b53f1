package dev.swiftlet.terminal;

import java.nio.ByteBuffer;
import java.util.Objects;

/// The last bytes a terminal printed, each with its absolute offset in the stream, in a ring that forgets the oldest.
/// Memory follows use: 16 KiB at first, doubled as bytes come, never above the capacity. Confined to one thread by
/// its caller.
public final class Scrollback {
    /// Most sessions print less than this.
    private static final int FIRST_BYTES = 16 * 1024;

    private final int capacity;
    private byte[] ring;
    private long start;
    private long end;

    /// @param capacity bytes kept at most, a power of two
    /// @param firstOffset the offset of the first byte that will be appended
    public Scrollback(int capacity, long firstOffset) {
        if (Integer.bitCount(capacity) != 1 || capacity < 0) {
            throw new IllegalArgumentException("capacity is not a power of two: " + capacity);
        }
        if (firstOffset < 0) {
            throw new IllegalArgumentException("negative offset: " + firstOffset);
        }
        this.capacity = capacity;
        this.ring = new byte[Math.min(capacity, FIRST_BYTES)];
        this.start = firstOffset;
        this.end = firstOffset;
    }

    /// The offset of the oldest byte kept.
    public long start() {
        return start;
    }

    /// The offset of the next byte to be appended.
    public long end() {
        return end;
    }

    /// Forgets everything: the next byte to be appended has this offset.
    public void skipTo(long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("negative offset: " + offset);
        }
        start = offset;
        end = offset;
    }

    public void append(byte[] src, int from, int length) {
        Objects.checkFromIndexSize(from, length, src.length);
        int skipped = Math.max(0, length - capacity);
        makeRoom(length);
        int kept = length - skipped;
        int at = index(end + skipped);
        int first = Math.min(kept, ring.length - at);
        System.arraycopy(src, from + skipped, ring, at, first);
        System.arraycopy(src, from + skipped + first, ring, 0, kept - first);
        end += length;
    }

    /// Appends what remains in the buffer, and consumes it.
    public void append(ByteBuffer src) {
        int length = src.remaining();
        int skipped = Math.max(0, length - capacity);
        makeRoom(length);
        src.position(src.position() + skipped);
        int at = index(end + skipped);
        int first = Math.min(length - skipped, ring.length - at);
        src.get(ring, at, first);
        src.get(ring, 0, src.remaining());
        end += length;
    }

    /// Copies bytes from an offset on, as many as there are and `dst` has room for.
    ///
    /// @return how many were copied; 0 at the end
    /// @throws IndexOutOfBoundsException if the offset is before `start()` or after `end()`
    public int copy(long offset, byte[] dst, int from, int length) {
        Objects.checkFromIndexSize(from, length, dst.length);
        int count = available(offset, length);
        int at = index(offset);
        int first = Math.min(count, ring.length - at);
        System.arraycopy(ring, at, dst, from, first);
        System.arraycopy(ring, 0, dst, from + first, count - first);
        return count;
    }

    /// At most `max` bytes from an offset on, as a new array; empty at the end.
    ///
    /// @throws IndexOutOfBoundsException if the offset is before `start()` or after `end()`
    public byte[] read(long offset, int max) {
        byte[] bytes = new byte[available(offset, max)];
        copy(offset, bytes, 0, bytes.length);
        return bytes;
    }

    private int available(long offset, int max) {
        if (offset < start || offset > end) {
            throw new IndexOutOfBoundsException("offset " + offset + " is not in " + start + " to " + end);
        }
        if (max < 0) {
            throw new IllegalArgumentException("negative length: " + max);
        }
        return (int) Math.min(end - offset, max);
    }

    /// Grows the ring if that saves bytes, then forgets those that the next `length` bytes will overwrite.
    private void makeRoom(int length) {
        long wanted = end - start + length;
        if (wanted > ring.length && ring.length < capacity) {
            grow((int) Math.min(capacity, wanted));
        }
        start = Math.max(start, end + length - ring.length);
    }

    private void grow(int atLeast) {
        byte[] old = read(start, ring.length);
        ring = new byte[Math.max(ring.length, Integer.highestOneBit(atLeast - 1) << 1)];
        int at = index(start);
        int first = Math.min(old.length, ring.length - at);
        System.arraycopy(old, 0, ring, at, first);
        System.arraycopy(old, first, ring, 0, old.length - first);
    }

    private int index(long offset) {
        return (int) (offset & (ring.length - 1));
    }
}
