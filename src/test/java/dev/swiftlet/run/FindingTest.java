package dev.swiftlet.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.agent.ProcessExit;
import dev.swiftlet.run.PhaseProcess.Ending;
import dev.swiftlet.run.PhaseProcess.Stop;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class FindingTest {
    private static final RunLimits LIMITS =
            new RunLimits(Duration.ofSeconds(30), Duration.ofMillis(1500), 512L << 20, 1 << 20, 64);
    private static final Duration TIME = Duration.ofSeconds(1);

    private static ProcessExit code(int code, long kills) {
        return new ProcessExit(OptionalInt.of(code), OptionalInt.empty(), TIME, TIME, TIME, 1, kills);
    }

    private static ProcessExit signal(int signal, Duration cpu, long kills) {
        return new ProcessExit(OptionalInt.empty(), OptionalInt.of(signal), TIME, cpu, Duration.ZERO, 1, kills);
    }

    private static Ending alone(ProcessExit exit) {
        return new Ending(exit, null, TIME);
    }

    private static Finding tool(Ending ending) {
        return Finding.ofTool("The compiler", ending, LIMITS, 0);
    }

    private static Finding program(Ending ending) {
        return Finding.ofProgram(ending, LIMITS, false, 0);
    }

    @Test
    void aToolThatEndsWellSaysNothingYet() {
        assertThat(tool(alone(code(0, 0))).outcome()).isNull();
        assertThat(tool(alone(code(0, 0))).success().outcome()).isEqualTo(RunOutcome.SUCCESS);
    }

    @Test
    void aToolThatFindsErrorsIsACompileError() {
        assertThat(tool(alone(code(1, 0)))).isEqualTo(new Finding(RunOutcome.COMPILE_ERROR, 1, null, null));
    }

    @Test
    void anImageThatDoesNotFitIsNotTheProgramsFault() {
        assertThat(tool(alone(code(64, 0))).outcome()).isEqualTo(RunOutcome.INTERNAL_ERROR);
        assertThat(tool(alone(code(127, 0))).outcome()).isEqualTo(RunOutcome.INTERNAL_ERROR);
        assertThat(tool(new Ending(null, null, TIME)).outcome()).isEqualTo(RunOutcome.INTERNAL_ERROR);
    }

    @Test
    void aCompilerThatCrashesIsACompileErrorWithASentence() {
        Finding own = tool(alone(signal(11, TIME, 0)));
        Finding ofItsChild = tool(alone(code(128 + 6, 0)));

        assertThat(own.outcome()).isEqualTo(RunOutcome.COMPILE_ERROR);
        assertThat(own.signal()).isEqualTo("SIGSEGV");
        assertThat(own.detail()).contains("crashed (SIGSEGV)");
        assertThat(ofItsChild.signal()).isEqualTo("SIGABRT");
    }

    @Test
    void aCompilerThatNeedsTooMuchIsSaidToDoSo() {
        assertThat(tool(alone(code(137, 1))).outcome()).isEqualTo(RunOutcome.OUT_OF_MEMORY);
        assertThat(tool(alone(signal(9, TIME, 1))).detail())
                .isEqualTo("The compiler needed more than 512 MiB of memory.");
        assertThat(tool(alone(code(152, 0))).outcome()).isEqualTo(RunOutcome.TIMEOUT);
        assertThat(tool(alone(signal(9, Duration.ofSeconds(33), 0))).outcome()).isEqualTo(RunOutcome.TIMEOUT);
        assertThat(tool(new Ending(signal(15, TIME, 0), Stop.TIME, TIME)).detail())
                .isEqualTo("The compiler took longer than 30 seconds.");
    }

    @Test
    void aProgramSpeaksForItself() {
        assertThat(program(alone(code(0, 0)))).isEqualTo(new Finding(RunOutcome.SUCCESS, 0, null, null));
        assertThat(program(alone(code(64, 0)))).isEqualTo(new Finding(RunOutcome.RUNTIME_ERROR, 64, null, null));
        assertThat(program(alone(signal(5, TIME, 0))))
                .isEqualTo(new Finding(RunOutcome.RUNTIME_ERROR, null, "SIGTRAP", null));
        assertThat(program(alone(signal(9, TIME, 0))).detail()).contains("killed it");
        assertThat(program(alone(signal(25, TIME, 0))).detail()).contains("64 MiB");
    }

    @Test
    void aProgramWithoutMemoryIsOutOfMemoryUnlessItEndsWell() {
        assertThat(program(alone(signal(9, TIME, 1))).outcome()).isEqualTo(RunOutcome.OUT_OF_MEMORY);
        assertThat(program(alone(code(1, 1))).outcome()).isEqualTo(RunOutcome.OUT_OF_MEMORY);
        assertThat(program(alone(code(0, 1))).outcome()).isEqualTo(RunOutcome.SUCCESS);
        assertThat(Finding.ofProgram(alone(signal(9, TIME, 1)), LIMITS, false, 1)
                        .outcome())
                .isEqualTo(RunOutcome.RUNTIME_ERROR);
    }

    @Test
    void aProgramThatIsStoppedIsSaidToBe() {
        assertThat(program(new Ending(signal(15, TIME, 0), Stop.TIME, TIME)))
                .isEqualTo(new Finding(
                        RunOutcome.TIMEOUT,
                        null,
                        "SIGTERM",
                        "The program ran longer than 1.5 seconds.",
                        new Reason(Reason.Code.TIME, 1.5, null)));
        assertThat(program(new Ending(code(3, 0), Stop.TIME, TIME)).exitCode()).isEqualTo(3);
        assertThat(program(new Ending(null, Stop.TIME, TIME)).signal()).isEqualTo("SIGKILL");
        assertThat(program(new Ending(null, Stop.CANCELLED, TIME)).outcome()).isEqualTo(RunOutcome.KILLED);
    }

    @Test
    void oneThatPrintsForEverIsBeyondItsOutput() {
        Finding finding = Finding.ofProgram(new Ending(signal(15, TIME, 0), Stop.TIME, TIME), LIMITS, true, 0);

        assertThat(finding.outcome()).isEqualTo(RunOutcome.OUTPUT_LIMIT);
        assertThat(finding.detail()).contains("1 MiB").contains("1.5 seconds");
        assertThat(finding.reason()).isEqualTo(new Reason(Reason.Code.OUTPUT, null, 1L << 20));
    }
}
