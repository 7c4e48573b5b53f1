package dev.swiftlet.run;

import dev.swiftlet.run.Diagnostic.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a compiler or a linker printed for people, where nothing better was written: a crash of the compiler, a
/// missing symbol. Untrusted text. Any thread.
public final class TextDiagnostics {
    private static final int MOST_LINE_CHARACTERS = 4096;

    /// `main.swift:3:14: error: …`; also with a name that is no file's.
    private static final Pattern PLACED =
            Pattern.compile("([^:\\s][^:]{0,254}):([0-9]{1,9})(?::([0-9]{1,9}))?: (error|warning|note|remark): (.*)");

    /// `ld.lld: error: …`, `<unknown>:0: error: …`, `error: …`.
    private static final Pattern PLAIN =
            Pattern.compile("(?:[^:\\s]{1,64}(?::0)?: )?(fatal error|error|warning|remark): (.*)");

    /// @param stderr what was printed
    /// @param most no more are read
    public List<Diagnostic> read(String stderr, int most) {
        List<Diagnostic> found = new ArrayList<>();
        @Nullable DiagnosticDraft open = null;
        for (String line : (Iterable<String>) stderr.lines()::iterator) {
            @Nullable DiagnosticDraft said = said(line);
            if (said != null && said.isNote() && open != null) {
                open.note(said);
            } else if (said != null) {
                if (open != null) {
                    found.add(open.diagnostic());
                }
                if (found.size() >= most) {
                    return found;
                }
                open = said;
            }
        }
        if (open != null) {
            found.add(open.diagnostic());
        }
        return found;
    }

    private static @Nullable DiagnosticDraft said(String whole) {
        String line = whole.length() > MOST_LINE_CHARACTERS ? whole.substring(0, MOST_LINE_CHARACTERS) : whole;
        DiagnosticDraft draft = new DiagnosticDraft();
        Matcher placed = PLACED.matcher(line);
        if (placed.matches()) {
            draft.say(level(placed.group(4)), PlainNames.of(placed.group(1)), point(placed), placed.group(5));
            return draft;
        }
        Matcher plain = PLAIN.matcher(line);
        if (plain.matches()) {
            draft.say(level(plain.group(1)), null, null, plain.group(2));
            return draft;
        }
        return null;
    }

    private static @Nullable Range point(Matcher placed) {
        long line = Long.parseLong(placed.group(2));
        long column = placed.group(3) == null ? 1 : Long.parseLong(placed.group(3));
        return Places.range(line, column, line, column);
    }

    /// As clang numbers them.
    private static long level(String word) {
        return switch (word) {
            case "error", "fatal error" -> 3;
            case "warning" -> 2;
            case "note" -> 1;
            default -> 5;
        };
    }
}
