package dev.swiftlet.terminal;

/// What the main and the alternate screen have each for itself: a scroll region and a saved cursor.
final class Screen {
    private final Pen savedPen = new Pen();
    private final Charsets savedCharsets = new Charsets();
    private int top;
    private int bottom;

    void reset() {
        resetRegion();
        savedPen.reset();
        savedCharsets.reset();
    }

    void resetRegion() {
        top = 0;
        bottom = 0;
    }

    /// `CSI top ; bottom r`. 0 is the screen's edge; a region of less than two lines is none.
    void region(int newTop, int newBottom) {
        if (newBottom == 0 || newBottom > Math.max(1, newTop)) {
            top = newTop;
            bottom = newBottom;
        }
    }

    void save(Pen pen, Charsets charsets) {
        savedPen.copy(pen);
        savedCharsets.copy(charsets);
    }

    /// Restores what was saved, or the defaults.
    void restoreSaved(Pen pen, Charsets charsets) {
        pen.copy(savedPen);
        charsets.copy(savedCharsets);
    }

    /// Appends the scroll region; the cursor goes home.
    void restoreRegion(StringBuilder out) {
        if (top > 1 || bottom > 0) {
            out.append("\u001B[").append(top).append(';').append(bottom).append('r');
        }
    }

    /// Appends what saves the attributes again, by the sequence `save`; pen and character sets are default before and
    /// after.
    void restoreSaved(StringBuilder out, String save) {
        savedPen.restore(out);
        savedCharsets.restore(out);
        out.append(save);
        savedCharsets.undo(out);
        if (!savedPen.isDefault()) {
            out.append("\u001B[m");
        }
    }

    boolean isSaved() {
        return !savedPen.isDefault() || !savedCharsets.isDefault();
    }
}
