package dev.swiftlet.run;

import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.terminal.TerminalSize;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a run's program reads and writes. Confined to the run's loop.
interface ProgramStreams {
    /// The size of the TTY that the program is to be on; null: it has pipes.
    @Nullable
    TerminalSize tty();

    /// Starts the program.
    ///
    /// @param limit wall time
    /// @param ended called once, never before this returns
    StoppableProcess start(Workplace place, ProcessSpec spec, Duration limit, Consumer<PhaseProcess.Ending> ended);

    /// The end of what it printed, stderr where there is one.
    String lastWords();

    /// Bytes of stdout that nobody got.
    long droppedStdout();

    /// Bytes of stderr that nobody got.
    long droppedStderr();
}
