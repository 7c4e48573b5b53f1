package dev.swiftlet.run;

import dev.swiftlet.agent.ProcessExit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a phase's end says about the run. Pure.
///
/// @param outcome null: nothing yet, the run goes on with its next phase
/// @param exitCode of its process, null where a signal ended it
/// @param detail a sentence for people, null where the outcome says all
/// @param reason the same for programs, null where there is no word for it
record Finding(
        @Nullable RunOutcome outcome,
        @Nullable Integer exitCode,
        @Nullable String signal,
        @Nullable String detail,
        @Nullable Reason reason) {
    private static final int SIGKILL = 9;
    private static final int SIGXCPU = 24;
    private static final int SIGXFSZ = 25;
    private static final int WRONG_COMMAND = 64;
    private static final int IMAGE_LACKS_SOMETHING = 127;
    private static final long MIB = 1024L * 1024;
    /// As the sandbox's profile has it.
    private static final long FILE_BYTES = 64 * MIB;

    /// One that says all by its outcome.
    Finding(
            @Nullable RunOutcome outcome,
            @Nullable Integer exitCode,
            @Nullable String signal,
            @Nullable String detail) {
        this(outcome, exitCode, signal, detail, null);
    }

    /// Of the compiler, the linker or another tool of the image.
    ///
    /// @param tool what people call it
    /// @param oomKills how many the kernel had killed for memory before
    static Finding ofTool(String tool, PhaseProcess.Ending ending, RunLimits limits, long oomKills) {
        ProcessExit exit = ending.exit();
        if (ending.stop() != null) {
            return stopped(
                    ending,
                    "%s took longer than %s.".formatted(tool, seconds(limits.compileTime())),
                    Reason.of(Reason.Code.TIME, limits.compileTime()));
        }
        if (exit == null) {
            return failed("%s could not be started.".formatted(tool), Reason.Code.SANDBOX);
        }
        int code = exit.code().orElse(0);
        int signal = exit.signal().orElse(code > 128 ? code - 128 : 0);
        String name = signal > 0 ? SignalNames.of(signal) : null;
        if (exit.oomKills() > oomKills && (signal > 0 || code > 0)) {
            return outOfMemory(tool, exit, limits);
        }
        if (signal == SIGXCPU
                || (signal == SIGKILL
                        && cpuSeconds(exit) >= limits.compileTime().toSeconds())) {
            return new Finding(
                    RunOutcome.TIMEOUT,
                    null,
                    name,
                    "%s needed more than %s of processor time.".formatted(tool, seconds(limits.compileTime())),
                    Reason.of(Reason.Code.PROCESSOR_TIME, limits.compileTime()));
        }
        if (signal > 0) {
            return new Finding(
                    RunOutcome.COMPILE_ERROR,
                    null,
                    name,
                    "%s crashed (%s). That is its own fault, but the program can avoid it by being written otherwise."
                            .formatted(tool, name),
                    Reason.of(Reason.Code.TOOL_CRASHED));
        }
        return switch (code) {
            case 0 -> new Finding(null, 0, null, null);
            case WRONG_COMMAND, IMAGE_LACKS_SOMETHING ->
                failed(
                        "%s did not work: the sandbox image does not fit this server.".formatted(tool),
                        Reason.Code.SANDBOX);
            default -> new Finding(RunOutcome.COMPILE_ERROR, code, null, null);
        };
    }

    /// Of the program.
    ///
    /// @param tooLong whether it printed more than it may
    /// @param oomKills how many the kernel had killed for memory before
    static Finding ofProgram(PhaseProcess.Ending ending, RunLimits limits, boolean tooLong, long oomKills) {
        ProcessExit exit = ending.exit();
        if (ending.stop() == PhaseProcess.Stop.TIME && tooLong) {
            Finding stopped = stopped(ending, "", Reason.of(Reason.Code.OUTPUT, limits.outputBytes()));
            return new Finding(
                    RunOutcome.OUTPUT_LIMIT,
                    stopped.exitCode(),
                    stopped.signal(),
                    "The program printed more than it may (%s) and was still printing after %s."
                            .formatted(size(limits.outputBytes()), seconds(limits.runTime())),
                    stopped.reason());
        }
        if (ending.stop() != null) {
            return stopped(
                    ending,
                    "The program ran longer than %s.".formatted(seconds(limits.runTime())),
                    Reason.of(Reason.Code.TIME, limits.runTime()));
        }
        if (exit == null) {
            // An agent that is older tells so, too, of one that was quick to end what watches over it.
            return new Finding(
                    RunOutcome.RUNTIME_ERROR,
                    null,
                    SignalNames.of(SIGKILL),
                    "The program ended the process that watches over it, or could not be started.",
                    Reason.of(Reason.Code.WATCH_ENDED));
        }
        if (exit.oomKills() > oomKills && exit.code().orElse(1) != 0) {
            return outOfMemory("The program", exit, limits);
        }
        if (exit.signal().isPresent()) {
            return signalled(exit.signal().getAsInt());
        }
        int code = exit.code().orElseThrow();
        return new Finding(code == 0 ? RunOutcome.SUCCESS : RunOutcome.RUNTIME_ERROR, code, null, null);
    }

    /// The same with words of a tool's own.
    Finding explained(String words) {
        return new Finding(outcome, exitCode, signal, words.isEmpty() ? null : words, null);
    }

    /// Nothing more is to be done.
    Finding success() {
        return new Finding(RunOutcome.SUCCESS, exitCode, signal, detail, reason);
    }

    static Finding failed(String why, Reason.Code code) {
        return new Finding(RunOutcome.INTERNAL_ERROR, null, null, why, Reason.of(code));
    }

    private static Finding stopped(PhaseProcess.Ending ending, String tooLate, Reason reason) {
        boolean late = ending.stop() == PhaseProcess.Stop.TIME;
        ProcessExit exit = ending.exit();
        Integer code = exit == null || exit.code().isEmpty()
                ? null
                : Integer.valueOf(exit.code().getAsInt());
        String signal = exit == null || exit.signal().isEmpty()
                ? (code == null ? SignalNames.of(SIGKILL) : null)
                : SignalNames.of(exit.signal().getAsInt());
        return late
                ? new Finding(RunOutcome.TIMEOUT, code, signal, tooLate, reason)
                : new Finding(RunOutcome.KILLED, code, signal, "It was stopped.");
    }

    private static Finding signalled(int signal) {
        String name = SignalNames.of(signal);
        return switch (signal) {
            case SIGKILL ->
                new Finding(
                        RunOutcome.RUNTIME_ERROR,
                        null,
                        name,
                        "Something in the program's own sandbox killed it.",
                        Reason.of(Reason.Code.KILLED_INSIDE));
            case SIGXFSZ ->
                new Finding(
                        RunOutcome.RUNTIME_ERROR,
                        null,
                        name,
                        "The program wrote a file that is larger than a sandbox allows (%s)."
                                .formatted(size(FILE_BYTES)),
                        Reason.of(Reason.Code.FILE_SIZE, FILE_BYTES));
            default -> new Finding(RunOutcome.RUNTIME_ERROR, null, name, null);
        };
    }

    private static Finding outOfMemory(String what, ProcessExit exit, RunLimits limits) {
        return new Finding(
                RunOutcome.OUT_OF_MEMORY,
                exit.code().isPresent() ? Integer.valueOf(exit.code().getAsInt()) : null,
                exit.signal().isPresent() ? SignalNames.of(exit.signal().getAsInt()) : null,
                "%s needed more than %s of memory.".formatted(what, size(limits.memoryBytes())),
                Reason.of(Reason.Code.MEMORY, limits.memoryBytes()));
    }

    private static long cpuSeconds(ProcessExit exit) {
        return exit.user().plus(exit.system()).toSeconds();
    }

    private static String seconds(Duration time) {
        double seconds = time.toMillis() / 1e3;
        return seconds == 1
                ? "1 second"
                : "%s seconds".formatted(seconds % 1 == 0 ? "" + (long) seconds : "" + seconds);
    }

    private static String size(long bytes) {
        return bytes >= MIB && bytes % MIB == 0 ? bytes / MIB + " MiB" : bytes + " bytes";
    }
}
