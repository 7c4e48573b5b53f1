package dev.swiftlet.terminal;

/// A terminal's colour in an `int`: its kind in the highest byte, its value below.
final class Color {
    static final int DEFAULT = 0;

    /// The 16 that have numbers of their own; a terminal may show a bold one brighter.
    private static final int BASIC = 1 << 24;

    private static final int INDEXED = 2 << 24;
    private static final int RGB = 3 << 24;
    private static final int VALUE = 0xFFFFFF;

    private Color() {}

    /// One of the 16.
    ///
    /// @param index 0 to 7, 8 to 15 for the bright ones
    static int basic(int index) {
        return BASIC | index;
    }

    /// What `5;index` or `2;red;green;blue` names; the default for anything else.
    ///
    /// @param first the index of the first parameter after the kind
    static int separate(int kind, Parameters parameters, int first) {
        return switch (kind) {
            case 2 -> rgb(parameters.get(first), parameters.get(first + 1), parameters.get(first + 2));
            case 5 -> INDEXED | (parameters.get(first) & 0xFF);
            default -> DEFAULT;
        };
    }

    /// What `5:index` or `2:space:red:green:blue` names; the default for anything else.
    ///
    /// @param first the index of the first parameter after the kind
    static int joined(int kind, Parameters parameters, int first) {
        return switch (kind) {
            case 2 ->
                rgb(parameters.getJoined(first + 1), parameters.getJoined(first + 2), parameters.getJoined(first + 3));
            case 5 -> INDEXED | (parameters.getJoined(first) & 0xFF);
            default -> DEFAULT;
        };
    }

    private static int rgb(int red, int green, int blue) {
        return RGB | (red & 0xFF) << 16 | (green & 0xFF) << 8 | (blue & 0xFF);
    }

    /// Appends the SGR parameters for a colour.
    ///
    /// @param target 38 foreground, 48 background, 58 underline
    static void append(StringBuilder out, int target, int color) {
        int value = color & VALUE;
        switch (color & ~VALUE) {
            case BASIC -> out.append(';').append(target - 8 + (value < 8 ? value : value - 8 + 60));
            case INDEXED -> out.append(';').append(target).append(";5;").append(value);
            case RGB ->
                out.append(';')
                        .append(target)
                        .append(";2;")
                        .append(value >> 16)
                        .append(';')
                        .append(value >> 8 & 0xFF)
                        .append(';')
                        .append(value & 0xFF);
            default -> {}
        }
    }
}
