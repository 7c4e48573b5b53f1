package dev.swiftlet.session;

import java.time.Duration;

/// Decides how far output is acknowledged to the agent, and so how fast the program may print: as fast as the
/// controlling client
/// takes it, or, where none does, at a capped rate. A client that takes nothing for a while (a tab in the background)
/// loses the pace
/// until it takes something again.
final class Pace {
    /// A controlling client that takes nothing for so long no longer holds the program.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Acknowledged in steps of so many bytes: often enough to keep the window of 256 KiB open, seldom enough to cost
    /// nothing.
    private static final int STEP = 64 * 1024;

    /// Time that went by unused is granted at once up to so much.
    private static final Duration MAX_GRANT = Duration.ofSeconds(1);

    private final long bytesPerSecond;
    private long acknowledged;
    private long taken;
    private Duration takenAt = Duration.ZERO;
    private Duration grantedAt = Duration.ZERO;

    /// @param bytesPerSecond the capped rate
    Pace(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /// What is acknowledged now.
    long acknowledged() {
        return acknowledged;
    }

    /// A client controls and has taken everything before an offset.
    ///
    /// @return whether there is something to acknowledge
    boolean attended(Duration now, long takenNow, long end) {
        if (takenNow != taken || takenNow == end) {
            taken = takenNow;
            takenAt = now;
        }
        if (now.minus(takenAt).compareTo(PATIENCE) >= 0) {
            return unattended(now, end);
        }
        grantedAt = now;
        return advance(takenNow, STEP);
    }

    /// Nobody takes the output.
    ///
    /// @return whether there is something to acknowledge
    boolean unattended(Duration now, long end) {
        long millis = Math.min(MAX_GRANT.toMillis(), now.minus(grantedAt).toMillis());
        grantedAt = now;
        return advance(Math.min(end, acknowledged + bytesPerSecond * millis / 1000), 1);
    }

    /// A new process prints from this offset on.
    void restart(long offset, Duration now) {
        acknowledged = offset;
        taken = offset;
        takenAt = now;
        grantedAt = now;
    }

    private boolean advance(long offset, int step) {
        if (offset - acknowledged < step) {
            return false;
        }
        acknowledged = offset;
        return true;
    }
}
