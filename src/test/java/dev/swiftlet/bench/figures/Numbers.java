package dev.swiftlet.bench.figures;

import java.util.Locale;

/// Numbers as people read them.
final class Numbers {
    private Numbers() {}

    /// Three digits that mean something, more only before the point.
    static String of(double value) {
        double size = Math.abs(value);
        String format = size == 0 || size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    /// Without zeros that say nothing.
    static String shortest(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%s", value);
    }
}
