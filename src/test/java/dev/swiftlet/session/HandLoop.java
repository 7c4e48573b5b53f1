package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// A loop whose time and tasks a test moves by hand. Not for any other thread.
public final class HandLoop implements EventLoop {
    private static final class Timer {
        Duration due;
        Duration period;
        Runnable task;
    }

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Timer> timers = new ArrayList<>();
    private Duration now = Duration.ofDays(1);

    /// The monotonic clock.
    public Duration now() {
        return now;
    }

    /// Time goes by: what is due runs when it is due.
    public void advance(Duration by) {
        Duration until = now.plus(by);
        runAll();
        for (Timer next = next(until); next != null; next = next(until)) {
            now = next.due;
            fire(next);
            runAll();
        }
        now = until;
    }

    /// Time goes by, and whatever was due then has yet to run: the tasks of it, for a test to mix.
    List<Runnable> jump(Duration by) {
        now = now.plus(by);
        List<Runnable> due = new ArrayList<>();
        for (Timer timer : List.copyOf(timers)) {
            if (timer.due.compareTo(now) <= 0) {
                due.add(() -> {
                    if (timers.contains(timer)) {
                        fire(timer);
                    }
                });
            }
        }
        return due;
    }

    /// Every timer dies.
    void loseTimers() {
        timers.clear();
    }

    public void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Override
    public Context context() {
        throw new UnsupportedOperationException("a loop made by hand");
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        return add(delay, null, task);
    }

    @Override
    public Runnable every(Duration period, Runnable task) {
        return add(period, period, task);
    }

    private Runnable add(Duration delay, Duration period, Runnable task) {
        Timer timer = new Timer();
        timer.due = now.plus(delay);
        timer.period = period;
        timer.task = task;
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    private Timer next(Duration until) {
        return timers.stream()
                .filter(timer -> timer.due.compareTo(until) <= 0)
                .min(Comparator.comparing(timer -> timer.due))
                .orElse(null);
    }

    private void fire(Timer timer) {
        if (timer.period == null) {
            timers.remove(timer);
        } else {
            timer.due = now.plus(timer.period);
        }
        timer.task.run();
    }
}
