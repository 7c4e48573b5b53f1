package dev.swiftlet.sandbox;

import java.util.BitSet;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/// User ids for sandboxes, each used by one at a time. Handed out in turn, so that one comes back
/// as late as it can. For any thread.
final class UidRange {
    private final int base;
    private final int count;
    private final BitSet taken;
    private int cursor;

    UidRange(int base, int count) {
        this.base = base;
        this.count = count;
        this.taken = new BitSet(count);
        // Sandboxes that an earlier server left keep theirs until they are adopted or removed.
        this.cursor = ThreadLocalRandom.current().nextInt(count);
    }

    /// Empty when all are in use.
    synchronized OptionalInt tryLease() {
        var free = taken.nextClearBit(cursor);
        if (free >= count) {
            free = taken.nextClearBit(0);
        }
        if (free >= count) {
            return OptionalInt.empty();
        }
        taken.set(free);
        cursor = (free + 1) % count;
        return OptionalInt.of(base + free);
    }

    /// What an adopted sandbox has already.
    synchronized void take(int uid) {
        if (uid >= base && uid < base + count) {
            taken.set(uid - base);
        }
    }

    synchronized void giveBack(int uid) {
        if (uid >= base && uid < base + count) {
            taken.clear(uid - base);
        }
    }

    synchronized int leased() {
        return taken.cardinality();
    }
}
