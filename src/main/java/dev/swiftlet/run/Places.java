package dev.swiftlet.run;

import dev.swiftlet.run.Diagnostic.Range;
import org.jspecify.annotations.Nullable;

/// Ranges of sources, of numbers that may be any.
final class Places {
    private static final long MOST = 100_000_000;

    private Places() {}

    /// @return null where the numbers are no lines and columns, or end before they start
    static @Nullable Range range(long startLine, long startColumn, long endLine, long endColumn) {
        boolean isPlace = isCount(startLine) && isCount(startColumn) && isCount(endLine) && isCount(endColumn);
        boolean isForward = endLine > startLine || (endLine == startLine && endColumn >= startColumn);
        return isPlace && isForward
                ? new Range((int) startLine, (int) startColumn, (int) endLine, (int) endColumn)
                : null;
    }

    /// Whether the start of the one is in the other, or at its start.
    static boolean startsWithin(Range one, Range other) {
        boolean after = one.startLine() > other.startLine()
                || (one.startLine() == other.startLine() && one.startColumn() >= other.startColumn());
        boolean before = one.startLine() < other.endLine()
                || (one.startLine() == other.endLine() && one.startColumn() < other.endColumn());
        return after && before;
    }

    private static boolean isCount(long number) {
        return number >= 1 && number <= MOST;
    }
}
