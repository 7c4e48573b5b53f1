package dev.swiftlet.agent;

import java.time.Duration;
import java.util.OptionalInt;

/// How a process ended, as the agent saw it: the program cannot forge it. Exactly one of code and signal is there.
///
/// @param wall from start to end
/// @param user CPU time of all of its processes that were waited for
/// @param system likewise
/// @param peakKib the largest resident size of one of them, in KiB
/// @param oomKills processes that the kernel killed for memory in this sandbox during its life
public record ProcessExit(
        OptionalInt code,
        OptionalInt signal,
        Duration wall,
        Duration user,
        Duration system,
        long peakKib,
        long oomKills) {
    public ProcessExit {
        if (code.isPresent() == signal.isPresent()) {
            throw new IllegalArgumentException("a process ends with a code or by a signal");
        }
    }
}
