package dev.swiftlet.agent;

import java.time.Duration;

/// What a whole sandbox uses. A figure that its kernel does not give is 0.
///
/// @param processes how many there are, threads counted as the kernel counts them
/// @param oomKills processes that the kernel killed for memory since the sandbox started
public record Usage(long memoryBytes, long peakMemoryBytes, Duration cpu, long processes, long oomKills) {}
