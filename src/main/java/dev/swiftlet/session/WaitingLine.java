package dev.swiftlet.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Who waits for a place, first come first served, and how long that may take. Pure: knows neither threads nor
/// sessions. Not thread-safe. Times are readings of a monotonic clock.
///
/// @param <T> who waits; each once
final class WaitingLine<T> {
    /// So many places given back tell how fast that goes.
    private static final int SAMPLE = 16;
    /// What was given back longer ago than this tells nothing of now.
    private static final Duration RECENT = Duration.ofMinutes(15);

    private final int max;
    private final Deque<T> line = new ArrayDeque<>();
    private final Deque<Duration> returns = new ArrayDeque<>();

    /// @param max how many may wait
    WaitingLine(int max) {
        this.max = max;
    }

    boolean isFull() {
        return line.size() >= max;
    }

    int size() {
        return line.size();
    }

    /// @return whether there was room at the end of the line
    boolean enter(T who) {
        return !isFull() && line.add(who);
    }

    /// Whoever has waited longest.
    Optional<T> first() {
        return Optional.ofNullable(line.peek());
    }

    /// @return whether they still waited
    boolean leave(T who) {
        return line.remove(who);
    }

    /// 1 is next.
    OptionalInt place(T who) {
        int place = new ArrayList<>(line).indexOf(who) + 1;
        return place == 0 ? OptionalInt.empty() : OptionalInt.of(place);
    }

    /// All of them, in their order.
    List<T> all() {
        return List.copyOf(line);
    }

    /// Somebody gave a place back.
    void returned(Duration now) {
        returns.add(now);
        if (returns.size() > SAMPLE) {
            returns.remove();
        }
    }

    /// How long it may take until so many places have been given back, by how fast that went of late; null if nobody
    /// knows. Grows while none is.
    @Nullable
    Duration estimate(int place, Duration now) {
        returns.removeIf(time -> time.plus(RECENT).compareTo(now) < 0);
        if (returns.size() < 2) {
            return null;
        }
        return now.minus(returns.getFirst()).dividedBy(returns.size()).multipliedBy(place);
    }
}
