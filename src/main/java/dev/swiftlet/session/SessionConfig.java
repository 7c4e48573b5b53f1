package dev.swiftlet.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// `swiftlet.session.*`: how long sessions live and how much they may ask of the server. [#check] knows the ceilings.
@ConfigMapping(prefix = "swiftlet.session")
public interface SessionConfig {
    /// Long enough for a laptop lid to close between two thoughts. At most 8 h.
    @WithDefault("15m")
    Duration idleTimeout();

    /// Long enough to come back after a lost connection or a reload. At most 8 h.
    @WithDefault("5m")
    Duration detachedTimeout();

    /// Long enough to notice the countdown and answer it.
    @WithDefault("1m")
    Duration warning();

    /// No session outlives this. At most 24 h.
    @WithDefault("2h")
    Duration maxAge();

    /// Clients connected to one session at once: one controls, the others watch. At most 1000.
    @WithDefault("51")
    int maxClients();

    /// Sustained input of one client in bytes a second; a burst of twice as much passes. At most 1 MiB.
    @WithDefault("65536")
    int inputBytesPerSecond();

    /// Bytes of output a second that a program may print while nobody takes them. At most 64 MiB.
    @WithDefault("2097152")
    int unattendedBytesPerSecond();

    /// How long after its end a saved session is kept. At most 365 d; zero keeps none.
    @WithDefault("30d")
    Duration savedRetention();

    /// Saved sessions of one owner: the oldest beyond that go. At most 50, which is what a page lists.
    @WithDefault("20")
    int savedPerOwner();

    /// @throws IllegalArgumentException naming the first key whose value is out of bounds
    default SessionConfig check() {
        require("idle-timeout", idleTimeout(), Duration.ofSeconds(1), Duration.ofHours(8));
        require("detached-timeout", detachedTimeout(), Duration.ofSeconds(1), Duration.ofHours(8));
        require("warning", warning(), Duration.ZERO, idleTimeout());
        require("max-age", maxAge(), Duration.ofSeconds(1), Duration.ofHours(24));
        require("max-clients", maxClients(), 1, 1000);
        require("input-bytes-per-second", inputBytesPerSecond(), 1024, 1 << 20);
        require("unattended-bytes-per-second", unattendedBytesPerSecond(), 1024, 64 << 20);
        require("saved-retention", savedRetention(), Duration.ZERO, Duration.ofDays(365));
        require("saved-per-owner", savedPerOwner(), 0, 50);
        return this;
    }

    /// How much is kept of sessions that are over.
    default StoreLimits storeLimits() {
        return new StoreLimits(savedRetention(), savedPerOwner());
    }

    /// The rules for [SessionState].
    default IdleRules idleRules() {
        return new IdleRules(idleTimeout(), detachedTimeout(), warning(), maxAge());
    }

    private static <T extends Comparable<T>> void require(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "swiftlet.session.%s is %s, but must be from %s to %s".formatted(key, value, least, most));
        }
    }
}
