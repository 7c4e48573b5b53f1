package dev.swiftlet.run;

import dev.swiftlet.agent.ProcessExit;
import dev.swiftlet.terminal.TerminalSize;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A run in a sandbox that has other things to do as well, its program on a TTY. Confined to the sandbox's loop. Ends
/// by itself, at the latest when its time is up; the last that its console hears is [RunEvent.Ended], always.
public final class InteractiveRun implements Execution.Owner {
    /// For `rm` and `mkdir`.
    private static final Duration PREPARE_PATIENCE = Duration.ofSeconds(10);

    private final RunRequest request;
    private final Workplace place;
    private final RunSettings settings;
    private final RunReaders readers;
    private final Console console;
    private final TtyStreams tty;
    private @Nullable PhaseProcess preparing;
    private @Nullable Execution execution;
    private boolean over;

    /// @param place its directory is made when it begins, and those of runs before it are removed
    public InteractiveRun(
            RunRequest request, Workplace place, RunSettings settings, RunReaders readers, Console console) {
        this.request = request;
        this.place = place;
        this.settings = settings;
        this.readers = readers;
        this.console = console;
        this.tty = new TtyStreams(console);
    }

    /// The directory of a run.
    ///
    /// @param name letters and digits
    public static String directory(String name) {
        return Recipe.DIRECTORIES + name;
    }

    /// Called once. Without effect after a [#kill()].
    public void begin() {
        if (over) {
            return;
        }
        CompilerWords words = new CompilerWords();
        preparing = new PhaseProcess(
                place.sandbox().agent(),
                place.loop(),
                Recipe.prepare(request.toolchain(), place.directory(), PREPARE_PATIENCE),
                PREPARE_PATIENCE,
                this::isPaused,
                words.stdout(),
                words.stderr(),
                ByteBuffer.allocate(0),
                this::prepared);
    }

    /// Stops it politely: its program has a second to end.
    public void stop() {
        cancel(false);
    }

    /// Stops it at once.
    public void kill() {
        cancel(true);
    }

    /// The sandbox goes, or is left to another server: the console hears no more.
    public void abandon() {
        over = true;
        TtyProcess program = tty.process();
        if (program != null) {
            program.abandon();
        }
        if (execution != null) {
            execution.fail("The sandbox is gone.", Reason.Code.SANDBOX);
        }
    }

    /// How many processes the kernel had killed for memory in the sandbox when something of this run last ended.
    public long oomKills() {
        return execution == null ? 0 : execution.oomKills();
    }

    /// What is typed. Nobody hears it before [Console#ready()] and after the end.
    public void input(ByteBuffer bytes) {
        TtyProcess program = tty.process();
        if (program != null) {
            program.process().input(bytes);
        }
    }

    public boolean isInputFull() {
        TtyProcess program = tty.process();
        return program != null && program.process().inputQueueFull();
    }

    /// Types the TTY's end-of-file character.
    public void endOfInput() {
        TtyProcess program = tty.process();
        if (program != null) {
            program.process().endOfInput();
        }
    }

    /// As Ctrl-C: the program's Ctrl-C; where none runs yet, the run's end.
    public void interrupt() {
        TtyProcess program = tty.process();
        if (program != null) {
            program.process().interrupt();
        } else {
            stop();
        }
    }

    public void resize(TerminalSize size) {
        TtyProcess program = tty.process();
        if (program != null) {
            program.process().resize(size);
        }
    }

    /// Everything that the program printed before this offset was taken.
    public void acknowledge(long offset) {
        TtyProcess program = tty.process();
        if (program != null) {
            program.process().acknowledge(0, offset);
        }
    }

    @Override
    public void event(RunEvent event) {
        if (!over) {
            console.event(event);
        }
    }

    @Override
    public boolean isPaused() {
        return false;
    }

    @Override
    public void over(Verdict verdict) {
        if (!over) {
            over = true;
            console.event(new RunEvent.Ended(verdict));
        }
    }

    private void cancel(boolean atOnce) {
        TtyProcess program = tty.process();
        if (program != null && atOnce) {
            program.kill();
        } else if (execution != null) {
            execution.cancel();
        } else if (preparing != null) {
            preparing.stop(PhaseProcess.Stop.CANCELLED);
        } else {
            over(Verdict.notBegun(request, true, RunOutcome.KILLED, "It was stopped before it began."));
        }
    }

    private void prepared(PhaseProcess.Ending ending) {
        if (over) {
            return;
        }
        ProcessExit exit = ending.exit();
        Execution next =
                new Execution(request, place.after(exit == null ? 0 : exit.oomKills()), settings, readers, this, tty);
        execution = next;
        if (ending.stop() == PhaseProcess.Stop.CANCELLED) {
            next.cancel();
        } else if (exit == null || exit.code().orElse(1) != 0) {
            next.fail(
                    "The sandbox has no room for a run: it may help to delete files below /tmp and /run.",
                    Reason.Code.NO_ROOM);
        } else {
            next.begin();
        }
    }
}
