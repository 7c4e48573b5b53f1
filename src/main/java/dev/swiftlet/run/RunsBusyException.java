package dev.swiftlet.run;

import java.time.Duration;

/// As many runs wait as may: there is no place for another now.
public final class RunsBusyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /// @param retryAfter when it is worth another try; whole seconds, at least one
    public RunsBusyException(Duration retryAfter) {
        super("As many programs wait to be run as may: please try again in a few seconds");
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
