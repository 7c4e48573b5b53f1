package dev.swiftlet.sandbox;

import java.time.Duration;
import java.util.function.Supplier;

/// How many sandboxes the machine's memory allows: so many as fit beside the reserve by what each was measured to need,
/// and no more while less than the reserve is left. Any thread.
///
/// @param reserve bytes that sandboxes leave alone
/// @param perSandbox bytes that one is reckoned at
record MemoryBudget(MachineMemory machine, long reserve, long perSandbox) {
    /// Reading what the kernel says takes some 50 µs; sandboxes do not grow so fast.
    private static final Duration FRESH = Duration.ofMillis(500);

    /// @param max and never more than this; at least one, or a small machine could do nothing
    Permits permits(int max) {
        return new Permits(allowed(max), roomy(() -> Duration.ofNanos(System.nanoTime()))::get);
    }

    int allowed(int max) {
        long fit = machine.total().isPresent() ? (machine.total().getAsLong() - reserve) / perSandbox : max;
        return Math.clamp(fit, 1, max);
    }

    /// Whether there is room for another one, looked up every now and then.
    Supplier<Boolean> roomy(Supplier<Duration> clock) {
        return new Supplier<>() {
            private boolean roomy = true;
            private Duration until = clock.get();

            @Override
            public synchronized Boolean get() {
                Duration now = clock.get();
                if (now.compareTo(until) >= 0) {
                    roomy = machine.available().orElse(Long.MAX_VALUE) >= reserve;
                    until = now.plus(FRESH);
                }
                return roomy;
            }
        };
    }
}
