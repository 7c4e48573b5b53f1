package dev.swiftlet.web;

import dev.swiftlet.run.Diagnostic;
import dev.swiftlet.run.Diagnostic.Range;
import dev.swiftlet.run.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Diagnostics as a compiler prints them: the place and the message, the line of the source, and a mark below it.
final class DiagnosticText {
    private static final int LONGEST_LINE = 400;
    private static final int MOST_LINES = 100_000;

    private final Map<String, List<String>> sources = new HashMap<>();

    DiagnosticText(List<SourceFile> sources) {
        sources.forEach(source -> this.sources.put(
                source.name(), source.text().lines().limit(MOST_LINES).toList()));
    }

    String lines(Diagnostic diagnostic) {
        StringBuilder lines = new StringBuilder();
        append(lines, diagnostic.file(), diagnostic.range(), RunJson.name(diagnostic.severity()), diagnostic.message());
        for (Diagnostic.Note note : diagnostic.notes()) {
            append(lines, note.file(), note.range(), "note", note.message());
        }
        return lines.toString();
    }

    private void append(
            StringBuilder lines, @Nullable String file, @Nullable Range range, String severity, String message) {
        if (file != null && range != null) {
            lines.append("%s:%d:%d: ".formatted(file, range.startLine(), range.startColumn()));
        }
        lines.append(severity).append(": ").append(message).append('\n');
        if (file != null && range != null) {
            mark(lines, sources.getOrDefault(file, List.of()), range);
        }
    }

    private static void mark(StringBuilder lines, List<String> source, Range range) {
        if (range.startLine() > source.size()) {
            return;
        }
        String line = source.get(range.startLine() - 1);
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (line.length() > LONGEST_LINE || range.startColumn() > bytes.length + 1) {
            return;
        }
        String before = text(bytes, 0, range.startColumn() - 1);
        int end = range.endLine() == range.startLine() ? range.endColumn() - 1 : bytes.length;
        String marked = text(bytes, range.startColumn() - 1, Math.min(end, bytes.length));
        lines.append(line).append('\n');
        lines.append(before.replaceAll("[^\t]", " ")).append('^');
        lines.append("~".repeat(Math.max(0, marked.codePointCount(0, marked.length()) - 1)))
                .append('\n');
    }

    private static String text(byte[] bytes, int from, int to) {
        return from >= to ? "" : new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
