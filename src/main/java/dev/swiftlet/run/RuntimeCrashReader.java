package dev.swiftlet.run;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what Swift's runtime and its backtracer say when a program crashes. Any thread.
public final class RuntimeCrashReader implements CrashReader {
    private static final int MOST_CHARACTERS = 65_536;
    private static final int MOST_LINE_CHARACTERS = 4096;
    private static final int MOST_MESSAGE_LINES = 20;

    /// `main/main.swift:3: Fatal error: …`; without a place where the runtime knows none.
    private static final Pattern FATAL = Pattern.compile("(?:([^:]{1,255}):([0-9]{1,9}): )?"
            + "((?:Fatal error|Precondition failed|Assertion failed)(?:: .*)?|Could not cast value of type .*"
            + "|Fatal access conflict detected\\.)");

    /// As runtimes before 5.4 put it.
    private static final Pattern PLACE_AT_END = Pattern.compile("(.*): file ([^:,]{1,255}), line ([0-9]{1,9})");

    private static final String CONFLICT = "Simultaneous accesses to ";
    /// The folder that the standard library's own sources say they are in.
    private static final String STANDARD_LIBRARY = "Swift/";

    @Override
    public Optional<Crash> read(String stderr) {
        String end = stderr.substring(Math.max(0, stderr.length() - MOST_CHARACTERS));
        List<String> lines = end.lines().map(RuntimeCrashReader::cut).toList();
        Backtrace trace = Backtrace.read(lines);
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher fatal = FATAL.matcher(lines.get(i));
            if (fatal.matches()) {
                return Optional.of(crash(message(lines, i, fatal.group(3)), fatal.group(1), fatal.group(2), trace));
            }
        }
        return trace.crashed().map(message -> crash(message, null, null, trace));
    }

    private static String cut(String line) {
        return line.length() > MOST_LINE_CHARACTERS ? line.substring(0, MOST_LINE_CHARACTERS) + "…" : line;
    }

    private static Crash crash(String message, @Nullable String path, @Nullable String line, Backtrace trace) {
        Matcher placed = PLACE_AT_END.matcher(message);
        if (path == null && placed.matches()) {
            return crash(placed.group(1), placed.group(2), placed.group(3), trace);
        }
        if (path != null && line != null && !path.startsWith(STANDARD_LIBRARY)) {
            return new Crash(message, PlainNames.of(path), Integer.parseInt(line), trace.frames());
        }
        if (trace.frames().isEmpty()) {
            return new Crash(message, null, null, List.of());
        }
        Crash.Frame where = trace.frames().getFirst();
        return new Crash(message, where.file(), where.line(), trace.frames());
    }

    /// What `fatalError` was given may have several lines; the backtracer begins with an empty one.
    private static String message(List<String> lines, int first, String said) {
        if (said.startsWith("Fatal access conflict")) {
            return conflict(lines, first);
        }
        StringBuilder message = new StringBuilder(said);
        int last = Math.min(lines.size(), first + MOST_MESSAGE_LINES);
        for (int i = first + 1;
                i < last && !lines.get(i).isBlank() && !lines.get(i).startsWith("*** ");
                i++) {
            message.append('\n').append(lines.get(i));
        }
        return message.toString();
    }

    private static String conflict(List<String> lines, int last) {
        for (int i = last; i >= 0; i--) {
            if (lines.get(i).startsWith(CONFLICT)) {
                int reason = lines.get(i).indexOf(", but ");
                return "Fatal error: Simultaneous accesses to one variable"
                        + (reason < 0 ? "" : lines.get(i).substring(reason));
            }
        }
        return "Fatal error: Simultaneous accesses to one variable";
    }
}
