package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// `swiftlet.session.*`: how long sessions live and how much they may ask of the server. [#check]
/// knows the ceilings.
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

    /// Sustained input of one client in bytes a second; a burst of twice as much passes. At most
    /// 1 MiB.
    @WithDefault("65536")
    int inputBytesPerSecond();

    /// Bytes of output a second that a program may always print, also when nobody takes them so
    /// fast; what somebody takes faster comes faster. From 256 KiB (a terminal that takes less
    /// stalls LLDB for good) to 64 MiB.
    @WithDefault("2097152")
    int outputBytesPerSecond();

    /// How long a REPL may take to its first prompt before it is ended, and its people are offered
    /// another. From 1 s to 10 min.
    @WithDefault("30s")
    Duration promptPatience();

    /// How long one entry may run while what an earlier REPL took is entered again. From 1 s to
    /// 10 min.
    @WithDefault("30s")
    Duration replayPatience();

    /// What becomes of live sessions when the server is told to stop. `keep`: their sandboxes go
    /// on, and the next start takes them over. `remove`: they end.
    @WithDefault("keep")
    OnShutdown onShutdown();

    /// What [#onShutdown()] may be.
    enum OnShutdown {
        KEEP,
        REMOVE
    }

    /// Live sessions of one owner, waiting ones included: one to work in, one beside it, one forgotten. At most 1000.
    @WithDefault("3")
    int maxPerOwner();

    /// Live sessions from one IPv4 address or IPv6 /64, waiting ones included: a household, not a school. At most
    /// 100,000.
    @WithDefault("8")
    int maxPerAddress();

    /// Sandboxes that are made for visitors at once, each until its REPL stands at its prompt; more
    /// wait. Twice the processors of a small machine. At most 64.
    @WithDefault("4")
    int coldStarts();

    /// How many may wait for a place when all sandboxes are in use. At most 10,000.
    @WithDefault("50")
    int maxWaiting();

    /// Whoever waits for a place and has had no page open for so long leaves the line. From 1 s to 8 h.
    @WithDefault("30s")
    Duration waitingTimeout();

    /// The idle timeout while somebody waits for a place; the warning comes before it as always. At most 8 h.
    @WithDefault("5m")
    Duration crowdedIdleTimeout();

    /// The detached timeout while somebody waits for a place: enough for a reload. At most 8 h.
    @WithDefault("30s")
    Duration crowdedDetachedTimeout();

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
        require("output-bytes-per-second", outputBytesPerSecond(), 256 << 10, 64 << 20);
        require("prompt-patience", promptPatience(), Duration.ofSeconds(1), Duration.ofMinutes(10));
        require("replay-patience", replayPatience(), Duration.ofSeconds(1), Duration.ofMinutes(10));
        require("max-per-owner", maxPerOwner(), 1, 1000);
        require("max-per-address", maxPerAddress(), 1, 100_000);
        require("cold-starts", coldStarts(), 1, 64);
        require("max-waiting", maxWaiting(), 0, 10_000);
        require("waiting-timeout", waitingTimeout(), Duration.ofSeconds(1), Duration.ofHours(8));
        require("crowded-idle-timeout", crowdedIdleTimeout(), Duration.ofSeconds(1), Duration.ofHours(8));
        require("crowded-detached-timeout", crowdedDetachedTimeout(), Duration.ofSeconds(1), Duration.ofHours(8));
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

    /// The rules for a session that is to make way for somebody who waits; never milder than the usual ones.
    default IdleRules crowdedRules() {
        Duration idle = least(crowdedIdleTimeout(), idleTimeout());
        return new IdleRules(
                idle,
                least(crowdedDetachedTimeout(), detachedTimeout()),
                least(warning(), idle),
                maxAge(),
                CloseReason.YIELDED,
                "Nobody used the session for a while, and somebody else was waiting for its place.");
    }

    /// The rules for a session that waits for its place: nobody has to do anything meanwhile but to be there.
    default IdleRules waitingRules() {
        return new IdleRules(
                maxAge(),
                waitingTimeout(),
                Duration.ZERO,
                maxAge(),
                CloseReason.IDLE,
                "Nobody was there while the session waited for its place.");
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static <T extends Comparable<T>> void require(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "swiftlet.session.%s is %s, but must be from %s to %s".formatted(key, value, least, most));
        }
    }
}
