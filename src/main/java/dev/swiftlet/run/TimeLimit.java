package dev.swiftlet.run;

import dev.swiftlet.agent.AgentProcess;
import dev.swiftlet.agent.EventLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Ends a process when its time is up, or before that when somebody wants it: first politely, then not. Confined to the
/// process's loop.
final class TimeLimit {
    /// Swift programs hardly ever handle the polite signal.
    private static final int POLITE_SIGNAL = 15;
    private static final int LAST_SIGNAL = 9;
    /// What does not end then goes with its sandbox.
    private static final Duration LAST = Duration.ofMillis(600);

    private final AgentProcess process;
    private final EventLoop loop;
    private final Runnable stuck;
    private Runnable timer;
    private PhaseProcess.@Nullable Stop why;
    private boolean over;

    /// @param limit wall time
    /// @param polite how long the process may take to end by itself when its time is up
    /// @param stuck called if it does not end at all
    TimeLimit(AgentProcess process, EventLoop loop, Duration limit, Duration polite, Runnable stuck) {
        this.process = process;
        this.loop = loop;
        this.stuck = stuck;
        this.timer = loop.after(limit, () -> stop(PhaseProcess.Stop.TIME, polite));
    }

    /// Ends it soon, with all of its tree. Without effect when it has ended, or is being ended as soon.
    void stop(PhaseProcess.Stop reason, Duration polite) {
        if (over) {
            return;
        }
        if (why == null) {
            why = reason;
            timer.run();
            if (polite.isZero()) {
                kill();
            } else {
                process.signal(POLITE_SIGNAL);
                timer = loop.after(polite, this::kill);
            }
        } else if (polite.isZero()) {
            timer.run();
            kill();
        }
    }

    /// Why it was stopped, or null.
    PhaseProcess.@Nullable Stop why() {
        return why;
    }

    /// It has ended.
    void over() {
        over = true;
        timer.run();
    }

    private void kill() {
        if (!over) {
            process.signal(LAST_SIGNAL);
            timer = loop.after(LAST, stuck);
        }
    }
}
