package dev.swiftlet.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a Swift program crashed, as its runtime says.
///
/// @param message e.g. `Fatal error: Index out of range`
/// @param file of the sources, where the runtime names one
/// @param line from 1, null as `file`
/// @param backtrace the frames, innermost first; only those in the sources
public record Crash(
        String message, @Nullable String file, @Nullable Integer line, List<Frame> backtrace) {
    public Crash {
        backtrace = List.copyOf(backtrace);
    }

    /// One call.
    public record Frame(String function, String file, int line) {}
}
