package dev.swiftlet.sandbox;

import dev.swiftlet.toolchain.Toolchain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/// One toolchain's part of the pool: what stands ready, and how much of it there should be. For any thread; whoever
/// takes something off is its only owner.
///
/// @param <S> what is ready in its sandboxes
final class ToolchainPool<S extends ReadySandbox> {
    /// Something that stands ready.
    ///
    /// @param since when it was put here
    record Item<S>(S warm, Duration since) {}

    /// Whoever took one has the processor for so long before the next is made: a first prompt, or a
    /// small program, comes out of it in that time.
    static final Duration SETTLING = Duration.ofMillis(250);

    private final Toolchain toolchain;
    private final PoolSize size;
    private final Backoff backoff = new Backoff();
    private final ConcurrentLinkedDeque<Item<S>> ready = new ConcurrentLinkedDeque<>();
    private int making;
    /// When somebody took one for which no other has been made yet; null if none needs to wait.
    private @Nullable Duration takenAt;

    private volatile boolean begun;

    ToolchainPool(Toolchain toolchain, PoolSize size) {
        this.toolchain = toolchain;
        this.size = size;
    }

    Toolchain toolchain() {
        return toolchain;
    }

    synchronized void wanted(Duration now) {
        size.wanted(now);
    }

    /// Somebody took one: the next is made a little later.
    synchronized void settle(Duration now) {
        if (takenAt == null) {
            takenAt = now;
        }
    }

    /// Somebody found none: the next is made at once.
    synchronized void hurry() {
        takenAt = null;
    }

    /// Whether there ever was something.
    boolean hasBegun() {
        return begun;
    }

    void put(S warm, Duration now) {
        begun = true;
        ready.add(new Item<>(warm, now));
    }

    /// The oldest, taken off.
    Optional<S> take() {
        return Optional.ofNullable(ready.poll()).map(Item::warm);
    }

    /// Takes it off.
    ///
    /// @return whether it still was there
    boolean remove(Item<S> item) {
        return ready.remove(item);
    }

    List<Item<S>> items() {
        return List.copyOf(ready);
    }

    int count() {
        return ready.size();
    }

    /// How many more there are than there should be.
    synchronized int excess(Duration now) {
        return ready.size() - size.target(now);
    }

    /// Counts one as being made, if one should be; [#made] or [#failed] ends that.
    synchronized boolean tryMake(Duration now) {
        if (ready.size() + making >= size.target(now) || isSettling(now) || !backoff.due(now)) {
            return false;
        }
        takenAt = null;
        making++;
        return true;
    }

    private boolean isSettling(Duration now) {
        return takenAt != null && now.minus(takenAt).compareTo(SETTLING) < 0;
    }

    /// @return whether that had failed before
    synchronized boolean made() {
        making--;
        return backoff.succeeded();
    }

    /// @return whether that had not failed before
    synchronized boolean failed(Duration now) {
        making--;
        return backoff.failed(now);
    }

    /// What was to be made is not wanted any more.
    synchronized void dropped() {
        making--;
    }
}
