package dev.swiftlet.run;

import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.terminal.TerminalSize;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A program on pipes: it reads what its request brought, and what it writes are events, up to a cap.
final class PipedStreams implements ProgramStreams {
    private static final int CRASH_BYTES = 64 * 1024;

    private final ByteBuffer stdin;
    private final BooleanSupplier paused;
    private final ByteTail lastWords = new ByteTail(CRASH_BYTES);
    private final CappedStream stdout;
    private final CappedStream stderr;

    /// @param paused whether no more output is wanted for now
    PipedStreams(RunRequest request, Consumer<RunEvent> events, BooleanSupplier paused) {
        this.paused = paused;
        long most = request.limits().outputBytes();
        this.stdin = ByteBuffer.wrap(request.stdin().getBytes(StandardCharsets.UTF_8));
        this.stdout = new CappedStream(most, bytes -> events.accept(new RunEvent.Stdout(bytes)));
        this.stderr = new CappedStream(most, bytes -> events.accept(new RunEvent.Stderr(bytes)), lastWords::add);
    }

    @Override
    public @Nullable TerminalSize tty() {
        return null;
    }

    @Override
    public StoppableProcess start(
            Workplace place, ProcessSpec spec, Duration limit, Consumer<PhaseProcess.Ending> ended) {
        return new PhaseProcess(
                place.sandbox().agent(), place.loop(), spec, limit, paused, stdout, stderr, stdin, ended);
    }

    @Override
    public String lastWords() {
        return lastWords.text();
    }

    @Override
    public long droppedStdout() {
        return stdout.dropped();
    }

    @Override
    public long droppedStderr() {
        return stderr.dropped();
    }
}
