package dev.swiftlet.terminal;

import java.util.Arrays;
import java.util.List;

/// The line that a terminal's cursor is in, as characters in columns. It may be longer than a
/// terminal is wide: one that wraps stays one.
final class PlainLine {
    /// A column further right is reached by printing only: a terminal is not that wide, and a
    /// few bytes must not make a long line.
    private static final int WIDEST = 500;
    /// What comes further right is dropped.
    private static final int LONGEST = 64 * 1024;

    private static final int TAB = 8;
    /// The right half of a wide character.
    private static final int HALF = -1;

    private record Range(int first, int last) {}

    private static final List<Range> WIDE = List.of(
            new Range(0x1100, 0x115F),
            new Range(0x2E80, 0xA4CF),
            new Range(0xAC00, 0xD7A3),
            new Range(0xF900, 0xFAFF),
            new Range(0xFE30, 0xFE6F),
            new Range(0xFF00, 0xFF60),
            new Range(0xFFE0, 0xFFE6),
            new Range(0x1F300, 0x1F64F),
            new Range(0x1F680, 0x1F6FF),
            new Range(0x1F900, 0x1F9FF),
            new Range(0x20000, 0x3FFFD));

    private int[] cells = new int[128];
    private int length;
    private int cursor;

    void print(int c) {
        int width = isWide(c) ? 2 : 1;
        if (cursor + width > LONGEST) {
            return;
        }
        reserve(cursor + width);
        cells[cursor++] = c;
        if (width == 2) {
            cells[cursor++] = HALF;
        }
    }

    void column(int column) {
        cursor = Math.min(column, Math.max(length, WIDEST));
    }

    void move(int columns) {
        column(Math.max(0, cursor + columns));
    }

    void tab() {
        column(cursor / TAB * TAB + TAB);
    }

    /// @param what 0 from the cursor on, 1 up to the cursor, 2 all
    void erase(int what) {
        if (what == 0) {
            length = Math.min(length, cursor);
        } else if (what == 1) {
            Arrays.fill(cells, 0, Math.min(length, cursor + 1), ' ');
        } else if (what == 2) {
            length = 0;
        }
    }

    /// Ends the line if there is something in it: the cursor went to another.
    void breakIfWritten(StringBuilder out) {
        if (length > 0) {
            flush(out);
            out.append('\n');
        }
    }

    /// Appends what stands in the line, and empties it.
    void flush(StringBuilder out) {
        while (length > 0 && cells[length - 1] == ' ') {
            length--;
        }
        for (int i = 0; i < length; i++) {
            if (cells[i] != HALF) {
                out.appendCodePoint(cells[i]);
            }
        }
        length = 0;
        cursor = 0;
    }

    /// Makes the line at least so long.
    private void reserve(int wanted) {
        if (wanted > cells.length) {
            cells = Arrays.copyOf(cells, Math.max(wanted, 2 * cells.length));
        }
        if (wanted > length) {
            Arrays.fill(cells, length, wanted, ' ');
            length = wanted;
        }
    }

    /// The characters that terminals agree to show two columns wide, without the rare ones.
    private static boolean isWide(int c) {
        return c >= 0x1100 && WIDE.stream().anyMatch(range -> c >= range.first && c <= range.last);
    }
}
