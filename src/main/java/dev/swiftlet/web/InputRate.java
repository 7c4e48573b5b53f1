package dev.swiftlet.web;

import io.github.bucket4j.Bucket;
import java.time.Duration;

/// How fast one client may send. What is too fast is not refused: its socket is read later, so
/// that nothing of a long paste is lost. Confined to the socket's thread.
final class InputRate {
    private static final int MESSAGES_PER_SECOND = 100;

    private final Bucket bytes;
    private final Bucket messages;

    /// @param bytesPerSecond sustained; a burst of twice as much passes
    InputRate(int bytesPerSecond) {
        this.bytes = bucket(bytesPerSecond);
        this.messages = bucket(MESSAGES_PER_SECOND);
    }

    /// Counts a message that arrived.
    ///
    /// @return how many milliseconds to read no further
    long message(int length) {
        long wait = messages.consumeIgnoringRateLimits(1);
        if (length > 0) {
            wait = Math.max(wait, bytes.consumeIgnoringRateLimits(length));
        }
        return Duration.ofNanos(wait).toMillis();
    }

    private static Bucket bucket(int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
