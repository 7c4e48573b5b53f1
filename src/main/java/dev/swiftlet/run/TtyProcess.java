package dev.swiftlet.run;

import dev.swiftlet.agent.AgentProcess;
import dev.swiftlet.agent.ProcessExit;
import dev.swiftlet.agent.ProcessSpec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A run's program on a TTY, from its start to its end, within its time. Confined to the run's loop.
final class TtyProcess implements AgentProcess.Listener, StoppableProcess {
    /// A program that has put a terminal into another mode may want to put it back.
    private static final Duration POLITE = Duration.ofSeconds(1);
    /// When its time is up it has had its time: with what it takes to kill a tree, all is over a second later.
    private static final Duration POLITE_WHEN_LATE = Duration.ofMillis(250);

    private final Console console;
    private final Consumer<ByteBuffer> words;
    private final Consumer<PhaseProcess.Ending> ended;
    private final long began = System.nanoTime();
    private final AgentProcess process;
    private final TimeLimit time;
    private boolean over;

    /// Starts it.
    ///
    /// @param words gets all that it prints, too
    /// @param ended called once, never before this returns
    TtyProcess(
            Workplace place,
            ProcessSpec spec,
            Duration limit,
            Console console,
            Consumer<ByteBuffer> words,
            Consumer<PhaseProcess.Ending> ended) {
        this.console = console;
        this.words = words;
        this.ended = ended;
        this.process = place.sandbox().agent().start(spec, this);
        this.time = new TimeLimit(process, place.loop(), limit, POLITE_WHEN_LATE, () -> end(null));
    }

    AgentProcess process() {
        return process;
    }

    /// Nobody wants to hear of it any more.
    void abandon() {
        over = true;
        time.over();
    }

    @Override
    public void stop(PhaseProcess.Stop why) {
        time.stop(why, POLITE);
    }

    void kill() {
        time.stop(PhaseProcess.Stop.CANCELLED, Duration.ZERO);
    }

    /// Who reads the TTY paces it.
    @Override
    public void resumed() {}

    @Override
    public void started() {
        console.ready();
    }

    @Override
    public void output(int stream, long offset, ByteBuffer bytes) {
        if (!over) {
            words.accept(bytes.duplicate());
            console.printed(offset, bytes);
        }
    }

    @Override
    public void inputAccepted(int line, String text, boolean cut) {}

    @Override
    public void inputDrained() {
        console.inputDrained();
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
        if (!over) {
            over = true;
            time.over();
            process.release();
            ended.accept(new PhaseProcess.Ending(exit, time.why(), Duration.ofNanos(System.nanoTime() - began)));
        }
    }
}
