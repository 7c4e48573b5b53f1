package dev.swiftlet.run;

import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.terminal.TerminalSize;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A program on a TTY, where stdout and stderr are one.
final class TtyStreams implements ProgramStreams {
    private static final int CRASH_BYTES = 64 * 1024;

    private final Console console;
    private final ByteTail lastWords = new ByteTail(CRASH_BYTES);
    private @Nullable TtyProcess process;

    TtyStreams(Console console) {
        this.console = console;
    }

    /// The program, once it was started.
    @Nullable
    TtyProcess process() {
        return process;
    }

    @Override
    public TerminalSize tty() {
        return console.size();
    }

    @Override
    public StoppableProcess start(
            Workplace place, ProcessSpec spec, Duration limit, Consumer<PhaseProcess.Ending> ended) {
        TtyProcess started = new TtyProcess(place, spec, limit, console, lastWords::add, ended);
        process = started;
        return started;
    }

    @Override
    public String lastWords() {
        return lastWords.text();
    }

    /// Whoever reads the TTY knows what they missed.
    @Override
    public long droppedStdout() {
        return 0;
    }

    @Override
    public long droppedStderr() {
        return 0;
    }
}
