package dev.swiftlet.terminal;

/// The numbers of a control sequence, `38:2::1;;7`: at most 32, further ones are dropped; a missing one is 0. Reused
/// for every sequence, so it is valid only while the sequence is handled.
final class Parameters {
    private static final int MOST = 32;
    private static final int LARGEST = 0xFFFF;

    private final int[] values = new int[MOST];
    /// Bit `i` is set if value `i` was joined to the one before it by a colon.
    private int joined;

    private int count;
    private boolean full;

    void clear() {
        values[0] = 0;
        count = 1;
        joined = 0;
        full = false;
    }

    void digit(int digit) {
        if (!full) {
            values[count - 1] = Math.min(LARGEST, values[count - 1] * 10 + digit);
        }
    }

    void separator(boolean colon) {
        if (count == MOST) {
            full = true;
            return;
        }
        values[count] = 0;
        if (colon) {
            joined |= 1 << count;
        }
        count++;
    }

    /// At least 1: a sequence without numbers has the number 0.
    int count() {
        return count;
    }

    /// The value, or 0 if there are fewer.
    int get(int index) {
        return index < count ? values[index] : 0;
    }

    /// The value if a colon joins it to the one before it, else 0.
    int getJoined(int index) {
        return isJoined(index) ? values[index] : 0;
    }

    boolean isJoined(int index) {
        return index < count && (joined >>> index & 1) != 0;
    }
}
