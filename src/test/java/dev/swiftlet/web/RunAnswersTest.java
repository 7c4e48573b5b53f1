package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swiftlet.run.CompilerOptions;
import dev.swiftlet.run.Crash;
import dev.swiftlet.run.Diagnostic;
import dev.swiftlet.run.Diagnostic.FixIt;
import dev.swiftlet.run.Diagnostic.Note;
import dev.swiftlet.run.Diagnostic.Range;
import dev.swiftlet.run.Diagnostic.Severity;
import dev.swiftlet.run.LoggedValue;
import dev.swiftlet.run.Phase;
import dev.swiftlet.run.RunEvent;
import dev.swiftlet.run.RunLimits;
import dev.swiftlet.run.RunMode;
import dev.swiftlet.run.RunOutcome;
import dev.swiftlet.run.RunRequest;
import dev.swiftlet.run.SourceFile;
import dev.swiftlet.run.Verdict;
import dev.swiftlet.toolchain.Toolchain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The same run, told in each form.
class RunAnswersTest {
    private static final Diagnostic ERROR = new Diagnostic(
            Severity.ERROR,
            "main.swift",
            new Range(2, 9, 2, 14),
            "cannot find 'helpr' in scope",
            List.of(new Note(
                    "main.swift",
                    new Range(1, 1, 1, 1),
                    "did you mean this?",
                    List.of(new FixIt("main.swift", new Range(2, 9, 2, 14), "helper")))),
            List.of());

    private static RunRequest request(RunMode mode) {
        return new RunRequest(
                List.of(new SourceFile("main.swift", "func helper() {}\nlet é = helpr()\n")),
                new Toolchain("swift-6.0", "Swift 6.0", "image", List.of("/repl"), Map.of()),
                mode,
                CompilerOptions.DEFAULT,
                List.of(),
                Map.of(),
                "",
                new RunLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1 << 28, 1 << 20, 64),
                true);
    }

    private static Verdict verdict(RunOutcome outcome, Integer exit, String signal, Crash crash, String detail) {
        return new Verdict(
                outcome,
                Phase.RUN,
                exit,
                signal,
                crash,
                List.of(new Verdict.PhaseUsage(Phase.COMPILE, 12.5, 10, 1 << 20)),
                Verdict.Dropped.NOTHING,
                false,
                "swiftc main.swift -o main && ./main",
                detail,
                null);
    }

    private static RunEvent stdout(int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int each : bytes) {
            buffer.put((byte) each);
        }
        return new RunEvent.Stdout(buffer.flip());
    }

    private static RunEvent stdout(String text) {
        return new RunEvent.Stdout(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static RunEvent stderr(String text) {
        return new RunEvent.Stderr(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String told(RunAnswer answer, RunEvent... events) {
        StringBuilder told = new StringBuilder();
        for (RunEvent event : events) {
            told.append(answer.tell(event).toString(StandardCharsets.UTF_8));
        }
        return told.toString();
    }

    private static final RunEvent SUCCESS = new RunEvent.Ended(verdict(RunOutcome.SUCCESS, 0, null, null, null));

    @Test
    void jsonHasAllOfIt() throws Exception {
        String json = told(
                new JsonAnswer(),
                new RunEvent.PhaseBegan(Phase.COMPILE),
                new RunEvent.Diagnosed(ERROR),
                stdout(0x61, 0xc3),
                stdout(0xa9, 0xff, 0x0a),
                stderr("e"),
                new RunEvent.Valued(new LoggedValue("main.swift", new Range(1, 1, 1, 2), "x", "Int", "1", false, 1)),
                SUCCESS);
        JsonNode whole = new ObjectMapper().readTree(json);

        assertThat(json).endsWith("\n");
        assertThat(whole.path("outcome").asText()).isEqualTo("success");
        assertThat(whole.path("phase").asText()).isEqualTo("run");
        assertThat(whole.path("exitCode").asInt()).isZero();
        assertThat(whole.has("signal")).isFalse();
        assertThat(whole.path("stdout").asText()).isEqualTo("aé\ufffd\n");
        assertThat(whole.path("stderr").asText()).isEqualTo("e");
        assertThat(whole.at("/diagnostics/0/severity").asText()).isEqualTo("error");
        assertThat(whole.at("/diagnostics/0/notes/0/fixIts/0/text").asText()).isEqualTo("helper");
        assertThat(whole.at("/values/0/swiftType").asText()).isEqualTo("Int");
        assertThat(whole.at("/phases/0/phase").asText()).isEqualTo("compile");
        assertThat(whole.path("reproduce").asText()).startsWith("swiftc");
    }

    @Test
    void linesAreEventsAsTheyHappen() throws Exception {
        EventsAnswer answer = new EventsAnswer(EventsAnswer.Framing.LINES);

        assertThat(told(answer, new RunEvent.PhaseBegan(Phase.COMPILE)))
                .isEqualTo("{\"type\":\"phase\",\"phase\":\"compile\"}\n");
        assertThat(told(answer, stdout(0x61, 0xe2, 0x82))).isEqualTo("{\"type\":\"stdout\",\"text\":\"a\"}\n");
        assertThat(told(answer, stdout(0xac))).isEqualTo("{\"type\":\"stdout\",\"text\":\"€\"}\n");
        assertThat(told(
                        answer,
                        new RunEvent.Valued(
                                new LoggedValue("main.swift", new Range(1, 1, 1, 2), "x", "Int", "1", false, 1))))
                .startsWith("{\"type\":\"value\",\"file\":\"main.swift\"")
                .contains("\"swiftType\":\"Int\"");
        assertThat(told(answer, stdout(0xe2))).isEmpty();
        assertThat(told(answer, SUCCESS))
                .startsWith("{\"type\":\"stdout\",\"text\":\"\ufffd\"}\n{\"type\":\"exit\",\"outcome\":\"success\"");
    }

    @Test
    void serverSentEventsHaveTheSameObjects() {
        EventsAnswer answer = new EventsAnswer(EventsAnswer.Framing.SERVER_SENT);

        assertThat(told(answer, stdout("a\nb")))
                .isEqualTo("event: stdout\ndata: {\"type\":\"stdout\",\"text\":\"a\\nb\"}\n\n");
    }

    @Test
    void textIsWhatTheProgramPrints() {
        String text = told(
                new TextAnswer(request(RunMode.RUN)),
                new RunEvent.PhaseBegan(Phase.COMPILE),
                stdout("one\n"),
                stderr("two"),
                SUCCESS);

        assertThat(text).isEqualTo("one\ntwo");
    }

    @Test
    void textSaysWhyAProgramFailed() {
        Crash crash = new Crash("Fatal error: Index out of range", "main.swift", 2, List.of());

        assertThat(told(
                        new TextAnswer(request(RunMode.RUN)),
                        stdout("begun"),
                        new RunEvent.Ended(verdict(RunOutcome.RUNTIME_ERROR, null, "SIGILL", crash, null))))
                .isEqualTo("begun\nswiftlet: runtime-error: Fatal error: Index out of range, main.swift:2 (SIGILL)\n");
        assertThat(told(
                        new TextAnswer(request(RunMode.RUN)),
                        new RunEvent.Ended(verdict(RunOutcome.RUNTIME_ERROR, 3, null, null, null))))
                .isEqualTo("swiftlet: runtime-error (exit code 3)\n");
        assertThat(told(
                        new TextAnswer(request(RunMode.RUN)),
                        new RunEvent.Ended(verdict(RunOutcome.TIMEOUT, null, "SIGKILL", null, "It ran for 10 s."))))
                .isEqualTo("swiftlet: timeout: It ran for 10 s. (SIGKILL)\n");
    }

    @Test
    void textMarksWhatDoesNotCompile() {
        assertThat(told(
                        new TextAnswer(request(RunMode.RUN)),
                        new RunEvent.Diagnosed(ERROR),
                        new RunEvent.Ended(verdict(RunOutcome.COMPILE_ERROR, 1, null, null, null))))
                .isEqualTo("""
                        main.swift:2:9: error: cannot find 'helpr' in scope
                        let é = helpr()
                               ^~~~~
                        main.swift:1:1: note: did you mean this?
                        func helper() {}
                        ^
                        swiftlet: compile-error
                        """);
    }

    @Test
    void warningsOfWhatRunsAreNotPrinted() {
        Diagnostic warning =
                new Diagnostic(Severity.WARNING, "main.swift", new Range(1, 1, 1, 1), "unused", List.of(), List.of());

        assertThat(told(new TextAnswer(request(RunMode.RUN)), new RunEvent.Diagnosed(warning), SUCCESS))
                .isEmpty();
        assertThat(told(new TextAnswer(request(RunMode.CHECK)), new RunEvent.Diagnosed(warning), SUCCESS))
                .startsWith("main.swift:1:1: warning: unused");
    }

    @Test
    void placesBeyondTheSourcesAreOnlyNamed() {
        Diagnostic far =
                new Diagnostic(Severity.ERROR, "main.swift", new Range(90, 1, 90, 1), "far", List.of(), List.of());
        Diagnostic other =
                new Diagnostic(Severity.ERROR, "other.swift", new Range(1, 900, 1, 901), "gone", List.of(), List.of());
        Diagnostic nowhere = new Diagnostic(Severity.ERROR, null, null, "nowhere", List.of(), List.of());

        assertThat(told(
                        new TextAnswer(request(RunMode.RUN)),
                        new RunEvent.Diagnosed(far),
                        new RunEvent.Diagnosed(other),
                        new RunEvent.Diagnosed(nowhere),
                        new RunEvent.Ended(verdict(RunOutcome.COMPILE_ERROR, 1, null, null, null))))
                .isEqualTo(
                        "main.swift:90:1: error: far\nother.swift:1:900: error: gone\nerror: nowhere\nswiftlet: compile-error\n");
    }
}
