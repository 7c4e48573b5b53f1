package dev.swiftlet.faults;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/// What this process holds on to: its heap after a collection, and the network's buffers outside of it.
final class Memory {
    /// What a flood may cost. The fault that the tests are for cost ten times as much within seconds.
    static final long MOST_GROWTH_BYTES = 64L * 1024 * 1024;

    private final long before = used();
    private long most;

    static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return runtime.totalMemory() - runtime.freeMemory() + Math.max(direct, PlatformDependent.usedDirectMemory());
    }

    /// Does something again and again for a time, and looks at the memory after each.
    void during(int seconds, Callable<?> something) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        do {
            something.call();
            most = Math.max(most, used() - before);
        } while (System.nanoTime() < end);
    }

    /// The most that it was above the first look.
    long mostGrowth() {
        return most;
    }

    long growth() {
        return used() - before;
    }

    static double mib(long bytes) {
        return bytes / 1024.0 / 1024.0;
    }
}
