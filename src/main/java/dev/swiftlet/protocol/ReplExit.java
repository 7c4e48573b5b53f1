package dev.swiftlet.protocol;

import org.jspecify.annotations.Nullable;

/// How a REPL's process ended.
///
/// @param code its exit code, or null where a signal ended it
/// @param signal the number of the signal that ended it, or null
/// @param outOfMemory whether the kernel killed a process of it for memory (LLDB itself then exits with 0)
/// @param noPrompt whether the server ended it as its first prompt did not come: it hung while it started
/// @param leftOut the entry that it ended in, or died after: it is not entered again; or null
public record ReplExit(
        @Nullable Integer code,
        @Nullable Integer signal,
        boolean outOfMemory,
        boolean noPrompt,
        @Nullable String leftOut) {
    /// One whose first prompt never came.
    public static final ReplExit NO_PROMPT = new ReplExit(null, null, false, true, null);

    /// Whether nobody wanted it.
    public boolean died() {
        return outOfMemory || signal != null;
    }

    /// The same with an entry that is not entered again.
    public ReplExit leavingOut(@Nullable String entry) {
        return new ReplExit(code, signal, outOfMemory, noPrompt, entry);
    }
}
