package dev.swiftlet.run;

import java.util.Optional;

/// Finds what the Swift runtime says of a crash in the end of a program's stderr. Untrusted text: a program may print
/// anything, so this is what it says, not what is so.
@FunctionalInterface
public interface CrashReader {
    /// @param stderr its last part, up to 64 KiB
    Optional<Crash> read(String stderr);
}
