package dev.swiftlet.terminal;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/// Where in the stream a terminal could be set up anew and with which modes: at a line start, between sequences,
/// about every 8 KiB. Keeps those of the last 64 KiB, so 8 or 9 of them.
final class ModeCheckpoints {
    /// @param offset of the first byte to replay
    /// @param restore what sets the modes before it
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares checkpoints.
    record Checkpoint(long offset, byte[] restore) {}

    private static final int APART = 8 * 1024;
    /// How much longer to wait for a line start.
    private static final int PATIENCE = 8 * 1024;

    private final ArrayDeque<Checkpoint> checkpoints = new ArrayDeque<>();
    private final int reach;
    private long due;

    /// @param reach bytes before the end of the stream within which checkpoints are kept
    /// @param firstOffset where the stream begins. At 0 it begins cleanly; later, maybe inside a sequence.
    ModeCheckpoints(int reach, long firstOffset) {
        this.reach = reach;
        this.due = firstOffset;
        if (firstOffset == 0) {
            add(0, new byte[0]);
        }
    }

    /// The offset from which on a checkpoint at a line start is welcome.
    long due() {
        return due;
    }

    /// The offset from which on a checkpoint anywhere between sequences is welcome.
    long overdue() {
        return due + PATIENCE;
    }

    void add(long offset, byte[] restore) {
        checkpoints.addLast(new Checkpoint(offset, restore));
        due = offset + APART;
        while (checkpoints.getFirst().offset() < offset - reach) {
            checkpoints.removeFirst();
        }
    }

    /// The first one at or after an offset.
    Optional<Checkpoint> findFrom(long offset) {
        Iterator<Checkpoint> oldestFirst = checkpoints.iterator();
        while (oldestFirst.hasNext()) {
            Checkpoint checkpoint = oldestFirst.next();
            if (checkpoint.offset() >= offset) {
                return Optional.of(checkpoint);
            }
        }
        return Optional.empty();
    }
}
