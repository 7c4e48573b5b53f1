package dev.swiftlet.terminal;

/// How the next character will look: what `CSI … m` (SGR) has set.
final class Pen {
    private static final int BOLD = 1;
    private static final int DIM = 1 << 1;
    private static final int ITALIC = 1 << 2;
    private static final int BLINK = 1 << 3;
    private static final int INVERSE = 1 << 4;
    private static final int HIDDEN = 1 << 5;
    private static final int STRUCK = 1 << 6;
    private static final int OVERLINED = 1 << 7;

    private int style;
    /// 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed.
    private int underline;

    private int foreground;
    private int background;
    private int underlineColor;

    void reset() {
        style = 0;
        underline = 0;
        foreground = Color.DEFAULT;
        background = Color.DEFAULT;
        underlineColor = Color.DEFAULT;
    }

    void copy(Pen other) {
        style = other.style;
        underline = other.underline;
        foreground = other.foreground;
        background = other.background;
        underlineColor = other.underlineColor;
    }

    boolean isDefault() {
        return style == 0 && underline == 0 && (foreground | background | underlineColor) == Color.DEFAULT;
    }

    void apply(Parameters parameters) {
        int i = 0;
        while (i < parameters.count()) {
            i = parameters.isJoined(i) ? i + 1 : apply(parameters, i);
        }
    }

    /// Applies the parameter at `i`, and those that belong to it.
    ///
    /// @return the index of the first parameter not used
    private int apply(Parameters parameters, int i) {
        int p = parameters.get(i);
        switch (p) {
            case 0 -> reset();
            case 1 -> style |= BOLD;
            case 2 -> style |= DIM;
            case 3 -> style |= ITALIC;
            case 4 -> underline(parameters.isJoined(i + 1) ? parameters.get(i + 1) : 1);
            case 5 -> style |= BLINK;
            case 7 -> style |= INVERSE;
            case 8 -> style |= HIDDEN;
            case 9 -> style |= STRUCK;
            case 21 -> underline(2);
            case 22 -> style &= ~(BOLD | DIM);
            case 23 -> style &= ~ITALIC;
            case 24 -> underline(0);
            case 25 -> style &= ~BLINK;
            case 27 -> style &= ~INVERSE;
            case 28 -> style &= ~HIDDEN;
            case 29 -> style &= ~STRUCK;
            case 38, 48, 58 -> {
                return applyColor(parameters, i);
            }
            case 39 -> foreground = Color.DEFAULT;
            case 49 -> background = Color.DEFAULT;
            case 53 -> style |= OVERLINED;
            case 55 -> style &= ~OVERLINED;
            case 59 -> underlineColor = Color.DEFAULT;
            default -> applyBasicColor(p);
        }
        return i + 1;
    }

    private void underline(int kind) {
        underline = kind > 5 ? 1 : kind;
    }

    private void applyBasicColor(int p) {
        if (p % 10 > 7) {
            return;
        }
        switch (p / 10) {
            case 3 -> foreground = Color.basic(p - 30);
            case 4 -> background = Color.basic(p - 40);
            case 9 -> foreground = Color.basic(p - 90 + 8);
            case 10 -> background = Color.basic(p - 100 + 8);
            default -> {}
        }
    }

    private int applyColor(Parameters parameters, int i) {
        boolean joined = parameters.isJoined(i + 1);
        int kind = parameters.get(i + 1);
        int color = joined ? Color.joined(kind, parameters, i + 2) : Color.separate(kind, parameters, i + 2);
        if (color != Color.DEFAULT) {
            switch (parameters.get(i)) {
                case 38 -> foreground = color;
                case 48 -> background = color;
                default -> underlineColor = color;
            }
        }
        if (joined) {
            return i + 1;
        }
        return switch (kind) {
            case 2 -> i + 5;
            case 5 -> i + 3;
            default -> parameters.count();
        };
    }

    /// Appends what makes a default pen this one; nothing if this is the default.
    void restore(StringBuilder out) {
        if (isDefault()) {
            return;
        }
        out.append("\u001B[0");
        int[] codes = {1, 2, 3, 5, 7, 8, 9, 53};
        for (int bit = 0; bit < codes.length; bit++) {
            if ((style >>> bit & 1) != 0) {
                out.append(';').append(codes[bit]);
            }
        }
        if (underline > 0) {
            out.append(";4:").append(underline);
        }
        Color.append(out, 38, foreground);
        Color.append(out, 48, background);
        Color.append(out, 58, underlineColor);
        out.append('m');
    }
}
