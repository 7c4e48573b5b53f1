package dev.swiftlet.language;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// `swiftlet.language.*`: editor intelligence, and what it may take. [#limits] knows the ceilings.
@ConfigMapping(prefix = "swiftlet.language")
public interface LanguageConfig {
    long MIB = 1024L * 1024;

    /// Whether there is any. It takes 220 to 350 MiB of a session's memory while somebody edits.
    @WithDefault("true")
    boolean enabled();

    /// Without a message from its editor for so long the language server is stopped: half a second brings it back. From
    /// 1 s to 8 h.
    @WithDefault("5m")
    Duration idleTimeout();

    /// How long it stays when its editor is gone: long enough for a reload, so that nothing is to be started again. At
    /// most 1 h.
    @WithDefault("20s")
    Duration linger();

    /// How long a start may take; 0.5 s is usual, and a machine may be busy. From 1 s to 10 min.
    @WithDefault("60s")
    Duration startTimeout();

    /// How many times it may end by itself within `restart-window`; then it stays away. From 0 to 100.
    @WithDefault("5")
    int restarts();

    /// See [#restarts()]. From 1 s to 1 h.
    @WithDefault("5m")
    Duration restartWindow();

    /// The longest message either way. A text of 256 KiB, every character of it escaped, and some room. From 64 KiB to
    /// 4 MiB.
    @WithDefault("1M")
    MemorySize maxMessage();

    /// What it may allocate, half of which it usually has reserved but not touched: beyond it, it ends before the
    /// sandbox's memory does. From 256 MiB to 16 GiB.
    @WithDefault("640M")
    MemorySize memory();

    /// Sustained input of one editor in bytes a second; a burst of twice as much passes. From 64 KiB to 16 MiB.
    @WithDefault("512K")
    MemorySize inputPerSecond();

    /// @throws IllegalArgumentException naming the first key whose value is out of bounds
    default LanguageLimits limits() {
        require("idle-timeout", idleTimeout(), Duration.ofSeconds(1), Duration.ofHours(8));
        require("linger", linger(), Duration.ZERO, Duration.ofHours(1));
        require("start-timeout", startTimeout(), Duration.ofSeconds(1), Duration.ofMinutes(10));
        require("restarts", restarts(), 0, 100);
        require("restart-window", restartWindow(), Duration.ofSeconds(1), Duration.ofHours(1));
        require("max-message", maxMessage().asLongValue(), 64L * 1024, 4 * MIB);
        require("memory", memory().asLongValue(), 256 * MIB, 16 * 1024 * MIB);
        require("input-per-second", inputPerSecond().asLongValue(), 64L * 1024, 16 * MIB);
        return new LanguageLimits(
                idleTimeout(),
                linger(),
                startTimeout(),
                restarts(),
                restartWindow(),
                (int) maxMessage().asLongValue(),
                memory().asLongValue());
    }

    private static <T extends Comparable<T>> void require(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "swiftlet.language.%s is %s, but must be from %s to %s".formatted(key, value, least, most));
        }
    }
}
