package dev.swiftlet.language;

import java.time.Duration;

/// What one language server may take; see [LanguageConfig].
///
/// @param messageBytes the longest message either way
/// @param memoryBytes what it may allocate
public record LanguageLimits(
        Duration idleTimeout,
        Duration linger,
        Duration startTimeout,
        int restarts,
        Duration restartWindow,
        int messageBytes,
        long memoryBytes) {
    /// Files open at once: as many as the editor has.
    static final int FILES = 20;

    /// Requests that wait for their answer at once: an editor asks a few at a time.
    static final int REQUESTS = 64;
}
