package dev.swiftlet.terminal;

import java.nio.charset.StandardCharsets;

/// What a program's output has set in the terminal and what a picture of it drawn later must set again: alternate
/// screen, colours and attributes, scroll region, character sets, saved cursor, cursor style and the modes, each as
/// xterm.js understands it. Fed every byte once, however cut. It knows no size and no text, nor (since nobody misses
/// them in a new picture) tab stops, titles, palettes and links. Confined to one thread by its caller.
public final class TerminalModes {
    private static final byte[] NOTHING = {};

    /// The DEC private modes that are on or off; mode `i` is bit `i`.
    private static final int[] PRIVATE_MODES = {1, 6, 7, 12, 25, 45, 66, 1004, 2004, 2026};

    private static final int APPLICATION_KEYPAD = privateMode(66);
    private static final int INSERT = 1 << 30;
    private static final int NEW_LINE = 1 << 29;
    /// A line that is full continues in the next; the cursor is visible.
    private static final int DEFAULT_MODES = privateMode(7) | privateMode(25);

    private final EscapeParser parser = new EscapeParser(new Interpreter());
    private final Pen pen = new Pen();
    private final Charsets charsets = new Charsets();
    private final Screen main = new Screen();
    private final Screen alternate = new Screen();
    private int modes = DEFAULT_MODES;
    /// The mode that switched to the alternate screen, 47, 1047 or 1049, or 0.
    private int alternateMode;
    /// The mode by which mouse events are reported, 9, 1000, 1002 or 1003, or 0.
    private int mouse;
    /// The mode that says how they are written, 1006 or 1016, or 0.
    private int mouseEncoding;

    private int cursorStyle;

    /// Takes output in. Allocates nothing.
    public void append(byte[] src, int from, int length) {
        parser.parse(src, from, length);
    }

    /// Whether the next byte begins something: it is neither inside a character nor inside an escape sequence.
    public boolean isGround() {
        return parser.isGround();
    }

    public boolean isAlternateScreen() {
        return alternateMode != 0;
    }

    /// The bytes that put a terminal which was just reset (`ESC c`) into these modes, a few hundred at most. They
    /// leave its cursor at home.
    public byte[] restore() {
        StringBuilder out = new StringBuilder();
        main.restoreRegion(out);
        if (alternateMode == 0) {
            restoreSaved(main, out);
        } else {
            String switching = "\u001B[?" + alternateMode + "h";
            main.restoreSaved(out, alternateMode == 1049 || !main.isSaved() ? switching : "\u001B7" + switching);
            alternate.restoreRegion(out);
            restoreSaved(alternate, out);
        }
        restoreModes(out);
        pen.restore(out);
        charsets.restore(out);
        return out.isEmpty() ? NOTHING : out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// What must follow `restore()` for a terminal to take the bytes to come as this one would, if it is in the
    /// middle of a sequence: an ignored sequence of the same kind. Empty in ground state.
    byte[] reentry() {
        return parser.reentry().getBytes(StandardCharsets.US_ASCII);
    }

    private static void restoreSaved(Screen screen, StringBuilder out) {
        if (screen.isSaved()) {
            screen.restoreSaved(out, "\u001B7");
        }
    }

    private void restoreModes(StringBuilder out) {
        int changed = modes ^ DEFAULT_MODES;
        for (int i = 0; i < PRIVATE_MODES.length; i++) {
            if ((changed >>> i & 1) != 0) {
                restorePrivate(out, PRIVATE_MODES[i], (modes >>> i & 1) != 0);
            }
        }
        if (mouse != 0) {
            restorePrivate(out, mouse, true);
        }
        if (mouseEncoding != 0) {
            restorePrivate(out, mouseEncoding, true);
        }
        if ((modes & INSERT) != 0) {
            out.append("\u001B[4h");
        }
        if ((modes & NEW_LINE) != 0) {
            out.append("\u001B[20h");
        }
        if (cursorStyle != 0) {
            out.append("\u001B[").append(cursorStyle).append(" q");
        }
    }

    private static void restorePrivate(StringBuilder out, int mode, boolean on) {
        out.append("\u001B[?").append(mode).append(on ? 'h' : 'l');
    }

    /// The bit of a DEC private mode, 0 if it is not one that is merely on or off.
    private static int privateMode(int mode) {
        for (int i = 0; i < PRIVATE_MODES.length; i++) {
            if (PRIVATE_MODES[i] == mode) {
                return 1 << i;
            }
        }
        return 0;
    }

    private Screen screen() {
        return alternateMode == 0 ? main : alternate;
    }

    private void set(int bits, boolean on) {
        modes = on ? modes | bits : modes & ~bits;
    }

    private void setPrivate(int mode, boolean on) {
        switch (mode) {
            case 2 -> {
                if (on) {
                    charsets.clearSlots();
                }
            }
            case 47, 1047, 1049 -> switchScreen(mode, on);
            case 1048 -> saveOrRestore(on);
            case 9, 1000, 1002, 1003 -> mouse = on ? mode : 0;
            case 1006, 1016 -> mouseEncoding = on ? mode : 0;
            default -> set(privateMode(mode), on);
        }
    }

    private void switchScreen(int mode, boolean on) {
        if (on) {
            if (mode == 1049) {
                saveOrRestore(true);
            }
            alternateMode = alternateMode == 0 ? mode : alternateMode;
        } else {
            alternateMode = 0;
            alternate.resetRegion();
            if (mode == 1049) {
                saveOrRestore(false);
            }
        }
    }

    private void saveOrRestore(boolean save) {
        if (save) {
            screen().save(pen, charsets);
        } else {
            screen().restoreSaved(pen, charsets);
        }
    }

    /// `ESC c`. Like xterm.js it leaves the new-line mode as it is.
    private void reset() {
        softReset();
        main.reset();
        alternate.reset();
        alternateMode = 0;
        mouse = 0;
        mouseEncoding = 0;
    }

    /// `CSI ! p`.
    private void softReset() {
        modes = DEFAULT_MODES | (modes & NEW_LINE);
        cursorStyle = 0;
        pen.reset();
        charsets.reset();
        screen().reset();
    }

    private final class Interpreter implements EscapeParser.Actions {
        @Override
        public void control(int code) {
            if (code == 0x0E || code == 0x0F) {
                charsets.shift(0x0F - code);
            }
        }

        @Override
        public void escape(int intermediates, int last) {
            switch (intermediates) {
                case 0 -> escape(last);
                case '%' -> {
                    if (last == '@' || last == 'G') {
                        charsets.selectDefault();
                    }
                }
                default -> charsets.designate(intermediates, last);
            }
        }

        private void escape(int last) {
            switch (last) {
                case '7' -> saveOrRestore(true);
                case '8' -> saveOrRestore(false);
                case '=' -> set(APPLICATION_KEYPAD, true);
                case '>' -> set(APPLICATION_KEYPAD, false);
                case 'c' -> reset();
                case '~' -> charsets.shift(1);
                case 'n', '}' -> charsets.shift(2);
                case 'o', '|' -> charsets.shift(3);
                default -> {}
            }
        }

        @Override
        public void sequence(int prefix, Parameters parameters, int intermediates, int last) {
            if (prefix == '?' && intermediates == 0 && (last == 'h' || last == 'l')) {
                for (int i = 0; i < parameters.count(); i++) {
                    setPrivate(parameters.get(i), last == 'h');
                }
            } else if (prefix == 0 && intermediates == 0) {
                sequence(parameters, last);
            } else if (prefix == 0 && intermediates == ' ' && last == 'q') {
                cursorStyle = parameters.get(0) > 6 ? cursorStyle : parameters.get(0);
            } else if (prefix == 0 && intermediates == '!' && last == 'p') {
                softReset();
            }
        }

        private void sequence(Parameters parameters, int last) {
            switch (last) {
                case 'm' -> pen.apply(parameters);
                case 'h', 'l' -> {
                    for (int i = 0; i < parameters.count(); i++) {
                        setAnsi(parameters.get(i), last == 'h');
                    }
                }
                case 'r' -> screen().region(parameters.get(0), parameters.get(1));
                case 's' -> saveOrRestore(true);
                case 'u' -> saveOrRestore(false);
                default -> {}
            }
        }

        private void setAnsi(int mode, boolean on) {
            switch (mode) {
                case 4 -> set(INSERT, on);
                case 20 -> set(NEW_LINE, on);
                default -> {}
            }
        }
    }
}
