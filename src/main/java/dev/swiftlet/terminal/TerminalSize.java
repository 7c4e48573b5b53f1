package dev.swiftlet.terminal;

/// The size of a terminal in character cells. Any two numbers make one: what is out of range is clamped, since sizes
/// come from strangers and a TTY without a size loses line editing for good.
///
/// @param cols columns, 20 to 500
/// @param rows rows, 5 to 200
public record TerminalSize(int cols, int rows) {
    private static final int MIN_COLS = 20;
    private static final int MAX_COLS = 500;
    private static final int MIN_ROWS = 5;
    private static final int MAX_ROWS = 200;

    /// What a terminal has before anybody looked at it.
    public static final TerminalSize DEFAULT = new TerminalSize(80, 24);

    public TerminalSize {
        cols = Math.clamp(cols, MIN_COLS, MAX_COLS);
        rows = Math.clamp(rows, MIN_ROWS, MAX_ROWS);
    }
}
