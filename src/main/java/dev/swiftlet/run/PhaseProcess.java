package dev.swiftlet.run;

import dev.swiftlet.agent.AgentConnection;
import dev.swiftlet.agent.AgentProcess;
import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.agent.ProcessExit;
import dev.swiftlet.agent.ProcessSpec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One process of a run, from its start to its end, within its time. Confined to the run's loop.
final class PhaseProcess implements AgentProcess.Listener, StoppableProcess {
    private static final Duration POLITE = Duration.ofMillis(250);

    /// Output beyond its cap is taken so often, one window of 256 KiB each time: 12 MiB/s. A
    /// program that prints for ever so costs this server no more than one that prints much.
    private static final Duration DRAIN = Duration.ofMillis(20);

    private static final int PIECE = 32_768;

    /// Why it was stopped before its own end.
    enum Stop {
        TIME,
        CANCELLED
    }

    /// How it ended.
    ///
    /// @param exit null if it could not be started, or would not end
    /// @param stop null if it ended by itself
    record Ending(@Nullable ProcessExit exit, @Nullable Stop stop, Duration wall) {}

    private final EventLoop loop;
    private final BooleanSupplier paused;
    private final CappedStream stdout;
    private final CappedStream stderr;
    private final @Nullable ByteBuffer stdin;
    private final Consumer<Ending> ended;
    private final long began = System.nanoTime();
    private final AgentProcess process;
    private final TimeLimit time;
    private @Nullable Runnable draining;
    private boolean over;

    /// Starts it.
    ///
    /// @param limit wall time
    /// @param paused whether no more output is wanted for now: it then waits when it prints
    /// @param stdin all of its input; null leaves it open for [#endOfInput()]
    /// @param ended called once, never before this returns
    PhaseProcess(
            AgentConnection agent,
            EventLoop loop,
            ProcessSpec spec,
            Duration limit,
            BooleanSupplier paused,
            CappedStream stdout,
            CappedStream stderr,
            @Nullable ByteBuffer stdin,
            Consumer<Ending> ended) {
        this.loop = loop;
        this.paused = paused;
        this.stdout = stdout;
        this.stderr = stderr;
        this.stdin = stdin == null ? null : stdin.duplicate();
        this.ended = ended;
        this.process = agent.start(spec, this);
        this.time = new TimeLimit(process, loop, limit, POLITE, () -> end(null));
        feed();
    }

    @Override
    public void stop(Stop why) {
        time.stop(why, why == Stop.TIME ? POLITE : Duration.ZERO);
    }

    /// For one whose input was left open.
    void endOfInput() {
        process.endOfInput();
    }

    @Override
    public void resumed() {
        if (!over) {
            process.acknowledge(1, stdout.end());
            process.acknowledge(2, stderr.end());
        }
    }

    private void feed() {
        if (stdin == null || over) {
            return;
        }
        while (stdin.hasRemaining() && !process.inputQueueFull()) {
            int count = Math.min(PIECE, stdin.remaining());
            process.input(stdin.slice(stdin.position(), count));
            stdin.position(stdin.position() + count);
        }
        if (!stdin.hasRemaining()) {
            process.endOfInput();
        }
    }

    @Override
    public void started() {}

    @Override
    public void output(int stream, long offset, ByteBuffer bytes) {
        CappedStream taken = stream == 1 ? stdout : stderr;
        taken.take(offset, bytes);
        if (taken.dropped() > 0) {
            if (draining == null) {
                draining = loop.after(DRAIN, this::drain);
            }
        } else if (!paused.getAsBoolean()) {
            process.acknowledge(stream, taken.end());
        }
    }

    private void drain() {
        draining = null;
        if (over) {
            return;
        }
        if (stdout.dropped() > 0) {
            process.acknowledge(1, stdout.end());
        }
        if (stderr.dropped() > 0) {
            process.acknowledge(2, stderr.end());
        }
    }

    @Override
    public void inputAccepted(int line, String text, boolean cut) {}

    @Override
    public void inputDrained() {
        feed();
    }

    @Override
    public void exited(ProcessExit exit) {
        end(exit);
    }

    @Override
    public void refused(String message) {
        end(null);
    }

    private void end(@Nullable ProcessExit exit) {
        if (over) {
            return;
        }
        over = true;
        time.over();
        if (draining != null) {
            draining.run();
        }
        process.release();
        ended.accept(new Ending(exit, time.why(), Duration.ofNanos(System.nanoTime() - began)));
    }
}
