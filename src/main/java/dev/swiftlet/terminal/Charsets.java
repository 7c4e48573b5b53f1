package dev.swiftlet.terminal;

import java.util.Arrays;

/// Which character sets the slots G0 to G3 hold and which slot is in use: a program that draws boxes changes them.
final class Charsets {
    private static final String SLOTS = "()*+-.";
    private static final String SETS = "0456789=ABCEHKQRYZ";
    private static final int ASCII = 0;

    /// The introducer and the final character that filled the slot, or [#ASCII].
    private final int[] slots = new int[4];

    private int active;

    void reset() {
        clearSlots();
        active = 0;
    }

    void clearSlots() {
        Arrays.fill(slots, ASCII);
    }

    void copy(Charsets other) {
        System.arraycopy(other.slots, 0, slots, 0, slots.length);
        active = other.active;
    }

    void shift(int slot) {
        active = slot;
    }

    /// `ESC ( 0` and its like; what is not one of them changes nothing.
    void designate(int introducer, int set) {
        int slot = SLOTS.indexOf(introducer);
        if (slot >= 0 && SETS.indexOf(set) >= 0) {
            // '-' and '.' name G1 and G2 again, for sets of 96 characters.
            slots[slot < 4 ? slot : slot - 3] = set == 'B' ? ASCII : introducer << 8 | set;
        }
    }

    /// `ESC % @`, `ESC % G`.
    void selectDefault() {
        slots[0] = ASCII;
        active = 0;
    }

    boolean isDefault() {
        return active == 0 && (slots[0] | slots[1] | slots[2] | slots[3]) == ASCII;
    }

    /// Appends what makes default sets these.
    void restore(StringBuilder out) {
        for (int slot : slots) {
            if (slot != ASCII) {
                out.append('\u001B').append((char) (slot >> 8)).append((char) (slot & 0xFF));
            }
        }
        switch (active) {
            case 1 -> out.append('\u000E');
            case 2 -> out.append("\u001Bn");
            case 3 -> out.append("\u001Bo");
            default -> {}
        }
    }

    /// Appends what makes these default sets.
    void undo(StringBuilder out) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != ASCII) {
                out.append('\u001B').append(SLOTS.charAt(i)).append('B');
            }
        }
        if (active != 0) {
            out.append('\u000F');
        }
    }
}
