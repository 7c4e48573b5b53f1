package dev.swiftlet.protocol;

import org.jspecify.annotations.Nullable;

/// How a REPL's process ended.
///
/// @param code its exit code, or null where a signal ended it
/// @param signal the number of the signal that ended it, or null
/// @param outOfMemory whether the kernel killed a process of it for memory (LLDB itself then exits with 0)
public record ReplExit(@Nullable Integer code, @Nullable Integer signal, boolean outOfMemory) {}
