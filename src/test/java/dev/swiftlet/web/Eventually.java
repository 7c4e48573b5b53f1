package dev.swiftlet.web;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waits for what nobody announces, such as a container that has gone.
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Eventually() {}

    public static void holds(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("in vain: " + what);
            }
            Thread.sleep(Duration.ofMillis(50));
        }
    }
}
