package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swiftlet.run.Crash;
import dev.swiftlet.run.Diagnostic;
import dev.swiftlet.run.Diagnostic.FixIt;
import dev.swiftlet.run.Diagnostic.Note;
import dev.swiftlet.run.Diagnostic.Range;
import dev.swiftlet.run.Diagnostic.Severity;
import dev.swiftlet.run.LoggedValue;
import dev.swiftlet.run.Phase;
import dev.swiftlet.run.Reason;
import dev.swiftlet.run.RunEvent;
import dev.swiftlet.run.RunOutcome;
import dev.swiftlet.run.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The page reads the same golden files as these events are written by.
class RunEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Range PLACE = new Range(3, 5, 3, 15);
    private static final String REPRODUCE = "swiftc main.swift -o main && ./main";
    private static final Verdict.PhaseUsage COMPILED = new Verdict.PhaseUsage(Phase.COMPILE, 310.5, 290, 104_857_600);
    private static final Verdict.PhaseUsage RAN = new Verdict.PhaseUsage(Phase.RUN, 20.25, 3, 14_680_064);

    private static final Map<String, RunEvent> GOLDEN = Map.of(
            "phase",
            new RunEvent.PhaseBegan(Phase.COMPILE),
            "diagnostic",
            new RunEvent.Diagnosed(diagnostic()),
            "diagnostic.nowhere",
            new RunEvent.Diagnosed(
                    new Diagnostic(Severity.WARNING, null, null, "nothing in particular", List.of(), List.of())),
            "value",
            new RunEvent.Valued(new LoggedValue("main.swift", PLACE, "total", "Int", "42", false, 7)),
            "value.unnamed",
            new RunEvent.Valued(new LoggedValue("main.swift", PLACE, null, "String", "a long one…", true, 1)),
            "passes",
            new RunEvent.Passed("main.swift", PLACE, 100_000),
            "exit",
            new RunEvent.Ended(new Verdict(
                    RunOutcome.SUCCESS,
                    Phase.RUN,
                    0,
                    null,
                    null,
                    List.of(COMPILED, RAN),
                    Verdict.Dropped.NOTHING,
                    false,
                    REPRODUCE,
                    null,
                    null)),
            "exit.timeout",
            new RunEvent.Ended(new Verdict(
                    RunOutcome.TIMEOUT,
                    Phase.RUN,
                    null,
                    "SIGTERM",
                    null,
                    List.of(COMPILED, RAN),
                    Verdict.Dropped.NOTHING,
                    false,
                    REPRODUCE,
                    "The program ran longer than 10 seconds.",
                    new Reason(Reason.Code.TIME, 10.0, null))),
            "exit.crash",
            new RunEvent.Ended(crashed()));

    private static Diagnostic diagnostic() {
        Range name = new Range(2, 9, 2, 14);
        FixIt mend = new FixIt("main.swift", name, "helper");
        Note note = new Note("main.swift", new Range(1, 1, 1, 1), "did you mean this?", List.of(mend));
        return new Diagnostic(
                Severity.ERROR, "main.swift", name, "cannot find 'helpr' in scope", List.of(note), List.of());
    }

    private static Verdict crashed() {
        Crash crash = new Crash(
                "Fatal error: Index out of range",
                "main.swift",
                4,
                List.of(new Crash.Frame("third(of:)", "main.swift", 4)));
        return new Verdict(
                RunOutcome.RUNTIME_ERROR,
                Phase.RUN,
                null,
                "SIGTRAP",
                crash,
                List.of(RAN),
                new Verdict.Dropped(0, 0, 0, 12),
                false,
                REPRODUCE,
                "The program crashed.",
                null);
    }

    @Test
    void eventsAreWrittenAsTheGoldenFilesHaveThem() throws IOException {
        for (Map.Entry<String, RunEvent> each : GOLDEN.entrySet()) {
            String written = new EventsAnswer(EventsAnswer.Framing.LINES)
                    .tell(each.getValue())
                    .toString();
            assertThat(JSON.readTree(written)).as(each.getKey()).isEqualTo(golden(each.getKey()));
        }
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream file = RunEventsTest.class.getResourceAsStream("/run/v1/" + name + ".json")) {
            return JSON.readTree(Objects.requireNonNull(file, name));
        }
    }
}
