package dev.swiftlet.run;

import java.time.Duration;

/// What one run may use.
///
/// @param compileTime wall time of compiling and linking together
/// @param runTime wall time of the program
/// @param memoryBytes of everything in its sandbox together
/// @param outputBytes of stdout and of stderr, each; what is beyond is counted and not kept
/// @param processes processes and threads of the program
public record RunLimits(Duration compileTime, Duration runTime, long memoryBytes, long outputBytes, int processes) {}
