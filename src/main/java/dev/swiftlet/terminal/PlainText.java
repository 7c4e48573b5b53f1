package dev.swiftlet.terminal;

import java.nio.charset.StandardCharsets;

/// What is to be read in the bytes of a terminal: lines of text without escape sequences, as
/// they stood when the next line began. Knows what moves the cursor within a line and what
/// erases there; what moves it elsewhere begins a new line, or is dropped. For transcripts and
/// for comparing, not for looks. Total: any bytes give some text.
public final class PlainText {
    private static final char ESC = '\u001B';
    private static final char CSI = '\u009B';
    private static final char STRING_END = '\u009C';
    private static final char BEL = '\u0007';
    private static final char CAN = '\u0018';
    private static final char SUB = '\u001A';
    private static final int LARGEST_NUMBER = 9999;

    private final String input;
    private final int max;
    private final StringBuilder out = new StringBuilder();
    private final PlainLine line = new PlainLine();
    private int at;

    private PlainText(String input, int max) {
        this.input = input;
        this.max = max;
    }

    /// @param bytes as they came from the terminal, UTF-8; may begin and end anywhere
    /// @param max the most characters of the result; what comes after them is cut off
    /// @return lines that end with `\n`, without white space at their ends; the last one perhaps
    /// without an end
    public static String of(byte[] bytes, int max) {
        return of(bytes, 0, bytes.length, max);
    }

    /// The same for a part of an array.
    public static String of(byte[] bytes, int from, int length, int max) {
        return new PlainText(new String(bytes, from, length, StandardCharsets.UTF_8), max).read();
    }

    private String read() {
        while (at < input.length() && out.length() < max) {
            int c = input.codePointAt(at);
            at += Character.charCount(c);
            step(c);
        }
        line.flush(out);
        if (out.length() <= max) {
            return out.toString();
        }
        return out.substring(0, max > 0 && Character.isHighSurrogate(out.charAt(max - 1)) ? max - 1 : max);
    }

    private void step(int c) {
        switch (c) {
            case '\n', 0x0B, 0x0C -> endLine();
            case '\r' -> line.column(0);
            case '\b' -> line.move(-1);
            case '\t' -> line.tab();
            case ESC -> escape();
            case CSI -> sequence();
            case 0x90, 0x98, 0x9D, 0x9E, 0x9F -> string();
            default -> {
                if (!Character.isISOControl(c)) {
                    line.print(c);
                }
            }
        }
    }

    private void endLine() {
        line.flush(out);
        out.append('\n');
    }

    /// After `ESC`. A sequence that another one cuts short ends there.
    private void escape() {
        while (at < input.length() && input.charAt(at) >= ' ' && input.charAt(at) < '0') {
            at++;
        }
        if (at == input.length() || input.charAt(at) < ' ' || input.charAt(at) > '~') {
            return;
        }
        switch (input.charAt(at++)) {
            case '[' -> sequence();
            case ']', 'P', 'X', '^', '_' -> string();
            case 'c', 'D', 'E' -> line.breakIfWritten(out);
            default -> {}
        }
    }

    /// After `ESC [`.
    private void sequence() {
        int number = -1;
        boolean first = true;
        while (at < input.length()) {
            char c = input.charAt(at);
            if (c < ' ' || c > '~') {
                return;
            }
            at++;
            if (c >= '@') {
                perform(c, number);
                return;
            }
            if (c >= '0' && c <= '9' && first) {
                number = Math.min(LARGEST_NUMBER, Math.max(0, number) * 10 + c - '0');
            } else {
                first = false;
            }
        }
    }

    private void perform(char last, int number) {
        int count = Math.max(1, number);
        switch (last) {
            case 'G', '`' -> line.column(count - 1);
            case 'C', 'a' -> line.move(count);
            case 'D' -> line.move(-count);
            case 'K' -> line.erase(Math.max(0, number));
            case 'J' -> eraseScreen(Math.max(0, number));
            case 'E', 'F', 'H', 'f' -> line.breakIfWritten(out);
            default -> {}
        }
    }

    /// What stood on a screen that is cleared is kept.
    private void eraseScreen(int what) {
        if (what == 0) {
            line.erase(0);
        } else if (what > 1) {
            line.breakIfWritten(out);
        }
    }

    /// After what begins a string, for the terminal itself: skips to its end.
    private void string() {
        while (at < input.length()) {
            char c = input.charAt(at);
            if (c == ESC) {
                return;
            }
            at++;
            if (c == BEL || c == STRING_END || c == CAN || c == SUB) {
                return;
            }
        }
    }
}
