package dev.swiftlet.session;

import java.time.Duration;

/// Decides how far output is acknowledged to the agent, and so how fast the program may print:
/// as fast as the controlling client takes it, and however slow that one is, or if there is
/// none, at a rate that is always granted. For a program must not wait long in `write(2)`: LLDB
/// prints nothing any more once its terminal has taken nothing for about a second. Who cannot
/// keep up loses output, not the REPL.
final class Pace {
    /// Time that went by is granted at once up to so much: a pause in printing is no credit.
    static final Duration MAX_GRANT = Duration.ofMillis(200);

    /// Acknowledged in steps of so many bytes: often enough to keep the window of 256 KiB open,
    /// seldom enough to cost nothing.
    static final int STEP = 64 * 1024;

    private final long bytesPerSecond;
    private long acknowledged;
    private long granted;
    private Duration grantedAt = Duration.ZERO;

    /// @param bytesPerSecond the rate that is always granted
    Pace(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /// What is acknowledged now.
    long acknowledged() {
        return acknowledged;
    }

    /// Output was printed, or taken, or time went by.
    ///
    /// @param taken the controlling client has taken everything before this offset; 0 if there
    /// is none
    /// @param end the offset after all output
    /// @return whether there is something to acknowledge
    boolean advance(Duration now, long taken, long end) {
        Duration passed = now.minus(grantedAt);
        long nanos = Math.min(MAX_GRANT.toNanos(), passed.toNanos());
        granted = Math.min(end, Math.max(granted, acknowledged) + bytesPerSecond * nanos / 1_000_000_000);
        grantedAt = now;
        long allowed = Math.max(granted, taken);
        if (allowed - acknowledged < STEP) {
            return false;
        }
        acknowledged = allowed;
        return true;
    }

    /// Whether the program may come to wait although nobody does anything: then time has to be
    /// told.
    boolean isBehind(long end) {
        return end - acknowledged >= STEP;
    }

    /// A new process prints from this offset on.
    void restart(long offset, Duration now) {
        acknowledged = offset;
        granted = offset;
        grantedAt = now;
    }
}
