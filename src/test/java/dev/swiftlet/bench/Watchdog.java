package dev.swiftlet.bench;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Closes connections whose answer is overdue: a blocking socket would wait for ever, and so would the benchmark.
final class Watchdog {
    private static final long LOOK_EVERY_MS = 200;
    private static final Set<Connection> WATCHED = ConcurrentHashMap.newKeySet();

    static {
        Thread.ofPlatform().daemon().name("watchdog").start(Watchdog::look);
    }

    private Watchdog() {}

    static void watch(Connection connection) {
        WATCHED.add(connection);
    }

    static void forget(Connection connection) {
        WATCHED.remove(connection);
    }

    private static void look() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY_MS);
                long now = System.nanoTime();
                WATCHED.stream().filter(connection -> connection.isLate(now)).forEach(Connection::close);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
