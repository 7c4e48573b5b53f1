package dev.swiftlet.run;

import dev.swiftlet.run.Diagnostic.FixIt;
import dev.swiftlet.run.Diagnostic.Note;
import dev.swiftlet.run.Diagnostic.Range;
import dev.swiftlet.run.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A diagnostic or a note while it is read. Keeps so much of each that a person would read.
final class DiagnosticDraft {
    private static final int MOST_NOTES = 32;
    private static final int MOST_FIX_ITS = 32;
    private static final int MOST_CHARACTERS = 8192;

    private boolean note;
    private Severity severity = Severity.REMARK;
    private @Nullable String message;
    private @Nullable String file;
    private @Nullable Range range;
    private final List<Note> notes = new ArrayList<>();
    private final List<FixIt> fixIts = new ArrayList<>();

    boolean isSaid() {
        return message != null;
    }

    /// Whether it explains another.
    boolean isNote() {
        return note;
    }

    /// @param level as clang numbers them
    void say(long level, @Nullable String file, @Nullable Range point, String message) {
        this.note = level == 1;
        this.severity = severity(level);
        this.message = cut(message);
        this.file = point == null ? null : file;
        this.range = file == null ? null : point;
    }

    /// The place is where the compiler points; what it underlines from there makes it longer.
    void about(@Nullable String file, @Nullable Range underlined) {
        if (range == null || underlined == null || !Objects.equals(this.file, file)) {
            return;
        }
        boolean isPoint = range.startLine() == range.endLine() && range.startColumn() == range.endColumn();
        if (isPoint && Places.startsWithin(range, underlined)) {
            range = new Range(range.startLine(), range.startColumn(), underlined.endLine(), underlined.endColumn());
        }
    }

    void mend(@Nullable String file, @Nullable Range replaced, String text) {
        boolean isWhole = file != null && replaced != null && text.length() <= MOST_CHARACTERS;
        if (isWhole && fixIts.size() < MOST_FIX_ITS) {
            fixIts.add(new FixIt(Objects.requireNonNull(file), Objects.requireNonNull(replaced), text));
        }
    }

    void note(DiagnosticDraft note) {
        if (notes.size() < MOST_NOTES) {
            notes.add(new Note(note.file, note.range, Objects.requireNonNull(note.message), note.fixIts));
        }
    }

    Diagnostic diagnostic() {
        return new Diagnostic(severity, file, range, Objects.requireNonNull(message), notes, fixIts);
    }

    private static Severity severity(long level) {
        return switch ((int) level) {
            case 2 -> Severity.WARNING;
            case 3, 4 -> Severity.ERROR;
            default -> Severity.REMARK;
        };
    }

    private static String cut(String text) {
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
    }
}
