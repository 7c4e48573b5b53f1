package dev.swiftlet.run;

import java.time.Duration;

/// What a request may ask for; see [RunConfig]. Whoever takes requests checks them by this.
///
/// @param usual the limits of a request that says nothing of them
/// @param most no limit of a request is above these, none below [#LEAST]
/// @param sources how many source files
/// @param sourceBytes all of them together, in UTF-8
/// @param stdinBytes in UTF-8
public record RunCeilings(RunLimits usual, RunLimits most, int sources, int sourceBytes, int stdinBytes) {
    /// What is less is of no use: nothing could be compiled with it, or nothing said.
    public static final RunLimits LEAST =
            new RunLimits(Duration.ofMillis(100), Duration.ofMillis(100), 128 << 20, 1 << 10, 24);

    /// How many arguments, and how many entries of the environment: what the agent takes, and some room.
    public static final int WORDS = 200;

    /// Arguments and environment together, in UTF-8: they travel in one frame of the agent's.
    public static final int WORD_BYTES = 32 * 1024;
}
