package dev.swiftlet.session;

import dev.swiftlet.sandbox.Permit;
import dev.swiftlet.sandbox.Permits;
import dev.swiftlet.sandbox.SandboxPool;
import dev.swiftlet.sandbox.WarmSandbox;
import dev.swiftlet.toolchain.Toolchain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides what a visitor gets: a sandbox that stands ready, the right to one of their own, or a place in the line,
/// which nobody passes. Any thread; holds its lock for moments only.
final class Admission {
    /// What a visitor gets.
    sealed interface Outcome {
        /// A sandbox at its prompt.
        record Warm(WarmSandbox sandbox) implements Outcome {}

        /// The right to a sandbox.
        record Cold(Permit permit) implements Outcome {}

        /// A place in the line.
        record Waits(Ticket ticket) implements Outcome {}
    }

    private final Permits permits;
    private final SandboxPool pool;
    private final WaitingLine<Ticket> line;
    private final Supplier<Duration> clock;
    private final Supplier<List<Duration>> ends;

    /// @param maxWaiting how many may wait
    /// @param clock monotonic
    /// @param ends when each place comes free if nobody does anything more, the soonest first; by the same clock
    Admission(
            Permits permits,
            SandboxPool pool,
            int maxWaiting,
            Supplier<Duration> clock,
            Supplier<List<Duration>> ends) {
        this.permits = permits;
        this.pool = pool;
        this.line = new WaitingLine<>(maxWaiting);
        this.clock = clock;
        this.ends = ends;
        permits.onReturn(this::returned);
    }

    /// Never waits.
    ///
    /// @return empty if the line is full
    synchronized Optional<Outcome> admit(Toolchain toolchain) {
        if (line.size() == 0) {
            Optional<WarmSandbox> warm = pool.take(toolchain);
            if (warm.isPresent()) {
                return Optional.of(new Outcome.Warm(warm.get()));
            }
            Optional<Permit> permit = permits.tryAcquire();
            if (permit.isPresent()) {
                return Optional.of(new Outcome.Cold(permit.get()));
            }
        }
        if (line.isFull()) {
            return Optional.empty();
        }
        Ticket ticket = new Ticket(toolchain, place(line.size() + 1));
        line.enter(ticket);
        serve();
        return Optional.of(new Outcome.Waits(ticket));
    }

    /// Gives up the wait. Without effect when it is over.
    synchronized void leave(Ticket ticket) {
        if (line.leave(ticket)) {
            serve();
        }
    }

    /// How many wait.
    synchronized int waiting() {
        return line.size();
    }

    /// How many wait for whom nothing is on its way.
    synchronized int unserved() {
        return Math.max(0, line.size() - pool.leaving());
    }

    /// Gives what there is to those who wait, and tells them where they stand. Called every second or so, since memory
    /// comes free without a word.
    synchronized void serve() {
        while (line.first().isPresent()) {
            Optional<Permit> permit = permits.tryAcquire();
            if (permit.isEmpty()) {
                break;
            }
            Ticket next = line.first().get();
            line.leave(next);
            next.granted().complete(permit.get());
        }
        permits.crowded(line.size() > 0);
        pool.giveWay(line.size());
        int place = 1;
        for (Ticket ticket : line.all()) {
            ticket.moved(place(place));
            place++;
        }
    }

    private synchronized void returned() {
        line.returned(clock.get());
        serve();
    }

    /// By how fast places came free of late; where none did yet, by when those that are held may.
    private Ticket.Place place(int place) {
        @Nullable Duration estimate = line.estimate(place, clock.get());
        if (estimate == null) {
            estimate = ends.get().stream()
                    .skip(place - 1L)
                    .findFirst()
                    .map(end -> end.minus(clock.get()))
                    .orElse(null);
        }
        return new Ticket.Place(place, estimate == null ? null : (int) Math.max(1, estimate.toSeconds()));
    }
}
