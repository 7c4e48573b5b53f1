package dev.swiftlet.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the compiler says about a place in the sources.
///
/// @param file the name of a source file, or null where it is about none of them
/// @param range what it is about; null as `file`
/// @param notes what explains it further
/// @param fixIts what would mend it
public record Diagnostic(
        Severity severity,
        @Nullable String file,
        @Nullable Range range,
        String message,
        List<Note> notes,
        List<FixIt> fixIts) {
    public Diagnostic {
        notes = List.copyOf(notes);
        fixIts = List.copyOf(fixIts);
    }

    public enum Severity {
        ERROR,
        WARNING,
        REMARK
    }

    /// A part of a file. Lines and columns count from 1; columns are bytes of UTF-8 as the compiler counts them; the
    /// end is exclusive, and equal to the start where the compiler names only a point.
    public record Range(int startLine, int startColumn, int endLine, int endColumn) {}

    /// What explains a diagnostic.
    public record Note(@Nullable String file, @Nullable Range range, String message, List<FixIt> fixIts) {
        public Note {
            fixIts = List.copyOf(fixIts);
        }
    }

    /// Replace the range by the text.
    public record FixIt(String file, Range range, String text) {}
}
