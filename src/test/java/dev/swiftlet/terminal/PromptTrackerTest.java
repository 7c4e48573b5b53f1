package dev.swiftlet.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PromptTrackerTest {
    @SuppressWarnings("unused") // The source of a parameterized test.
    private static final List<String> CAPTURES = Capture.NAMES;

    private static final String PROMPT = "\u001B[1G\u001B[J\u001B[2m  1> \u001B[0m \u001B[1G  1> \r\u001B[6G";

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void followsARealRepl(String name) {
        var tracker = new PromptTracker();
        assertThat(tracker.isReady()).isFalse();
        for (Capture.Step step : Capture.read(name).steps()) {
            switch (step) {
                case Capture.Out out -> tracker.append(out.bytes(), 0, out.bytes().length);
                case Capture.Expect expect ->
                    assertThat(tracker.isReady())
                            .as("%s: ready after %s", name, expect.after())
                            .isEqualTo(expect.ready());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void saysTheSameHoweverTheBytesAreCut(String name) {
        byte[] output = Capture.read(name).output();
        var byteByByte = new PromptTracker();
        for (int cut = 0; cut < output.length; cut++) {
            var cutOnce = new PromptTracker();
            boolean changed = cutOnce.append(output, 0, cut);
            assertThat(cutOnce.isReady()).as("after %d bytes", cut).isEqualTo(byteByByte.isReady());
            assertThat(changed).isEqualTo(cutOnce.isReady());
            byteByByte.append(output, cut, 1);
        }
    }

    @Test
    void isReadyOnlyWhenThePromptIsDrawnWholly() {
        var tracker = new PromptTracker();
        for (int i = 0; i < PROMPT.length() - 1; i++) {
            append(tracker, PROMPT.substring(i, i + 1));
            assertThat(tracker.isReady()).isFalse();
        }
        assertThat(append(tracker, "G")).isTrue();
        assertThat(tracker.isReady()).isTrue();
    }

    @Test
    void anEntryIsTheEndOfALineAfterAColumn() {
        var tracker = readyTracker();

        assertThat(append(tracker, "while true {}\u001B[19G\r\n")).isTrue();

        assertThat(tracker.isReady()).isFalse();
        append(tracker, "  2> 3. 1\u001B[5C\r\n  2> \r\nmenu\r\n  1> ");
        assertThat(tracker.isReady()).as("numbers that a program prints").isFalse();
    }

    @Test
    void movingDownAWrappedLineAndCompletionsAreNoEntry() {
        var tracker = readyTracker();

        append(tracker, "\u001B[2A\u001B[6G\r\n\r\n\u001B[57G");
        assertThat(tracker.isReady()).as("end of line").isTrue();
        append(
                tracker,
                "\u001B[2m  1> \u001B[0m\u001B[11G\r\n\u001B[JAvailable completions:\r\n\tabc\r\nMore (Y/n/a): ");
        assertThat(tracker.isReady()).as("completions").isTrue();
    }

    @Test
    void largeNumbersArePromptsToo() {
        var tracker = new PromptTracker();
        append(tracker, "\u001B[1G\u001B[2m1234> \u001B[0m\u001B[7G");
        assertThat(tracker.isReady()).isTrue();
    }

    @Test
    void countsAPromptThatComesBackWithinOnePiece() {
        var tracker = readyTracker();
        assertThat(tracker.prompts()).isEqualTo(1);

        assertThat(append(tracker, "1\u001B[7G\r\n$R0: Int = 1\r\n" + PROMPT)).isFalse();

        assertThat(tracker.prompts()).isEqualTo(2);
    }

    private static PromptTracker readyTracker() {
        var tracker = new PromptTracker();
        append(tracker, PROMPT);
        return tracker;
    }

    private static boolean append(PromptTracker tracker, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return tracker.append(bytes, 0, bytes.length);
    }
}
