package dev.swiftlet.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What is heard at the prompts of a real REPL: the evaluations, as pieces of the stream.
class PromptListenerTest {
    @SuppressWarnings("unused") // The source of a parameterized test.
    private static final List<String> CAPTURES = Capture.NAMES;

    /// Writes down each evaluation: the line, what was printed, the line of the next prompt.
    private static final class Evaluations implements PromptTracker.Listener {
        private final byte[] stream;
        private final List<String> heard = new ArrayList<>();
        private int line;
        private long from = -1;

        Evaluations(byte[] stream) {
            this.stream = stream;
        }

        @Override
        public void entered(int entryLine, long end) {
            line = entryLine;
            from = end;
        }

        @Override
        public void resumed() {
            from = -1;
        }

        @Override
        public void prompted(int next, boolean first, long start) {
            if (from >= 0) {
                String text = PlainText.of(stream, (int) from, (int) (start - from), 1 << 16);
                heard.add("%d:%s:%d%s".formatted(line, text.strip().replace("\n", "|"), next, first ? ">" : "."));
            }
            from = -1;
        }
    }

    private static List<String> evaluations(byte[] stream, int piece) {
        var heard = new Evaluations(stream);
        var tracker = new PromptTracker();
        tracker.listen(heard);
        for (int i = 0; i < stream.length; i += piece) {
            tracker.append(stream, i, Math.min(piece, stream.length - i));
        }
        return heard.heard;
    }

    @Test
    void entriesOfManyLinesAreOneEvaluation() {
        assertThat(evaluations(Capture.read("multiline").output(), 1000))
                .startsWith("1::4>", "4:$R0: Int = 42:5>", "5:1|2|3:8>", "8:1|2|3:11>");
    }

    @Test
    void anInterruptedEvaluationEndsAtTheNextPrompt() {
        assertThat(evaluations(Capture.read("interrupt").output(), 1000).subList(0, 3))
                .containsExactly(
                        "1:n: Int = 0:2>",
                        "2:^CExecution interrupted. Enter code to recover and continue.|Enter LLDB commands to investigate (type :help for assistance.):3>",
                        "3:$R0: Bool = true:4>");
    }

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void hearsTheSameHoweverTheBytesAreCut(String name) {
        byte[] stream = Capture.read(name).output();
        List<String> whole = evaluations(stream, stream.length);
        for (int piece = 1; piece < 50; piece++) {
            assertThat(evaluations(stream, piece)).isEqualTo(whole);
        }
        assertThat(whole).isNotEmpty();
    }
}
