package dev.swiftlet.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a run ended. What the agent measured, the program could not forge.
///
/// @param phase the last one that was begun
/// @param exitCode of the program or the compiler in that phase; null if a signal ended it
/// @param signal e.g. `SIGTRAP`, null if it exited
/// @param crash what the Swift runtime said of it, if it did
/// @param phases one for each that was begun
/// @param cached whether an earlier identical request was answered so
/// @param reproduce a shell command that does the same where that toolchain is installed
/// @param detail a sentence for people: what happened and why; null where the outcome says all
/// @param reason the same for programs; null where there is no word for it
public record Verdict(
        RunOutcome outcome,
        Phase phase,
        @Nullable Integer exitCode,
        @Nullable String signal,
        @Nullable Crash crash,
        List<PhaseUsage> phases,
        Dropped dropped,
        boolean cached,
        String reproduce,
        @Nullable String detail,
        @Nullable Reason reason) {
    public Verdict {
        phases = List.copyOf(phases);
    }

    /// Of a run that never began.
    static Verdict notBegun(RunRequest request, RunOutcome outcome, String why) {
        return new Verdict(
                outcome,
                Phase.COMPILE,
                null,
                null,
                null,
                List.of(),
                Dropped.NOTHING,
                false,
                ReproduceLine.of(request),
                why,
                null);
    }

    public Verdict withDropped(Dropped more) {
        return new Verdict(outcome, phase, exitCode, signal, crash, phases, more, cached, reproduce, detail, reason);
    }

    public Verdict fromCache() {
        return new Verdict(outcome, phase, exitCode, signal, crash, phases, dropped, true, reproduce, detail, reason);
    }

    /// What a phase took.
    public record PhaseUsage(Phase phase, double wallMillis, double cpuMillis, long peakMemoryBytes) {}

    /// What was beyond the limits and is not in the answer.
    ///
    /// @param values at least so many: who logs them stops counting
    public record Dropped(long stdoutBytes, long stderrBytes, int diagnostics, int values) {
        public static final Dropped NOTHING = new Dropped(0, 0, 0, 0);
    }
}
