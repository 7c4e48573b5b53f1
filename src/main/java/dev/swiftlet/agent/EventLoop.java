package dev.swiftlet.agent;

import io.vertx.core.Context;
import java.time.Duration;
import java.util.concurrent.Executor;

/// The one thread on which a session, its agent's stream and its timers live, so that none of
/// them needs a lock. Nothing that runs here may block.
public interface EventLoop extends Executor {
    /// The same as Vert.x knows it, for sockets that are to call back on this loop.
    Context context();

    /// Runs the task on this loop, later than the caller's current one. Any thread.
    @Override
    void execute(Runnable task);

    /// Runs the task once, after the delay (at least a millisecond). Any thread.
    ///
    /// @return cancels it if it has not run
    Runnable after(Duration delay, Runnable task);

    /// Runs the task again and again. Any thread.
    ///
    /// @return ends it
    Runnable every(Duration period, Runnable task);
}
