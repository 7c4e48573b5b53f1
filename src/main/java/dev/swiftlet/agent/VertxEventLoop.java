package dev.swiftlet.agent;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/// A loop that is a Vert.x event-loop context: sockets that are opened on it call back on it.
public record VertxEventLoop(Vertx vertx, Context context) implements EventLoop {
    @Override
    public void execute(Runnable task) {
        context.runOnContext(_ -> task.run());
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), _ -> execute(task));
        return () -> vertx.cancelTimer(timer);
    }

    @Override
    public Runnable every(Duration period, Runnable task) {
        long timer = vertx.setPeriodic(Math.max(1, period.toMillis()), _ -> execute(task));
        return () -> vertx.cancelTimer(timer);
    }
}
