package dev.swiftlet.session;

import dev.swiftlet.protocol.ServerMessage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// A client that takes everything at once and remembers it. Any thread.
final class RecordingChannel implements ClientChannel {
    private static final long PATIENCE_SECONDS = 60;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<ServerMessage> messages = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int closes;
    private ServerMessage.Closed closed;

    @Override
    public void send(ServerMessage message) {
        noted(() -> messages.add(message));
    }

    @Override
    public void send(ByteBuffer output) {
        byte[] copy = new byte[output.remaining()];
        output.duplicate().get(copy);
        noted(() -> bytes.writeBytes(copy));
    }

    @Override
    public void sendEvent(String json) {
        noted(() -> events.add(json));
    }

    /// Texts of a run's events, so far.
    List<String> events() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    String awaitEvent(String part) {
        await("event " + part, () -> events.stream().anyMatch(event -> event.contains(part)));
        return events().stream()
                .filter(event -> event.contains(part))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public long unsent() {
        return 0;
    }

    @Override
    public void pauseInput() {}

    @Override
    public void resumeInput() {}

    @Override
    public void close(ServerMessage.Closed why) {
        noted(() -> {
            closes++;
            closed = why;
        });
    }

    ServerMessage.Closed closed() {
        return closed;
    }

    int closes() {
        return closes;
    }

    ServerMessage.Closed awaitClosed() {
        await("closed", () -> closed != null);
        return closed;
    }

    byte[] bytes() {
        lock.lock();
        try {
            return bytes.toByteArray();
        } finally {
            lock.unlock();
        }
    }

    RecordingChannel awaitOutput(String wanted) {
        await("output " + wanted, () -> bytes.toString(StandardCharsets.UTF_8).contains(wanted));
        return this;
    }

    <T extends ServerMessage> T await(Class<T> type, Predicate<T> fits) {
        await(type.getSimpleName(), () -> find(type, fits) != null);
        lock.lock();
        try {
            return find(type, fits);
        } finally {
            lock.unlock();
        }
    }

    private <T extends ServerMessage> T find(Class<T> type, Predicate<T> fits) {
        return messages.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(fits)
                .reduce((_, last) -> last)
                .orElse(null);
    }

    private void noted(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await(String what, BooleanSupplier met) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!met.getAsBoolean()) {
                if (left <= 0) {
                    throw new AssertionError("no %s in %s and %s, closed: %s".formatted(what, messages, bytes, closed));
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }
}
