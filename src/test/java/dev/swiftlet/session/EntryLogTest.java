package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.terminal.TerminalOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryLogTest {
    private final TerminalOutput output = new TerminalOutput(1 << 16, 0);
    private final List<SessionStore.Entry> put = new ArrayList<>();
    private final List<String> evaluated = new ArrayList<>();
    private final EntryLog log = new EntryLog(output, put::add, evaluated::add);

    EntryLogTest() {
        output.listen(log);
        log.replStarted();
    }

    private void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.append(bytes, 0, bytes.length);
        log.printed();
    }

    private void prompt(int line) {
        print("\u001B[1G\u001B[J\u001B[2m%3d> \u001B[0m \u001B[1G%3d> \r\u001B[6G".formatted(line, line));
    }

    private void enter(String echo) {
        print(echo + "\u001B[20G\r\n");
    }

    private List<String> outputs() {
        return log.entries().stream().map(entry -> entry.output()).toList();
    }

    @Test
    void isWhatWasEnteredWithWhatItPrinted() {
        prompt(1);
        enter("1+1");
        log.accepted(1, "1+1");
        assertThat(outputs()).containsExactly((String) null);
        print("\u001B[36m$R0: Int = 2\r\n\u001B[0m");
        prompt(2);

        assertThat(put)
                .containsExactly(
                        new SessionStore.Entry(1, 1, 1, "1+1", null),
                        new SessionStore.Entry(1, 1, 1, "1+1", "$R0: Int = 2"));
        assertThat(evaluated).containsExactly("$R0: Int = 2");
    }

    @Test
    void theAgentMayBeEarlierOrLaterThanTheTerminal() {
        prompt(1);
        log.accepted(1, "early");
        enter("early");
        print("a\r\n");
        prompt(2);
        enter("late");
        print("b\r\n");
        prompt(3);
        log.accepted(2, "late");

        assertThat(outputs()).containsExactly("a", "b");
    }

    @Test
    void commandsAndEmptyLinesAreNoEntries() {
        prompt(1);
        enter(":help");
        print("The help\r\n");
        prompt(1);
        enter("");
        prompt(1);
        enter("x");
        log.accepted(1, "x");
        print("X\r\n");
        prompt(2);
        enter(":type lookup Int");
        print("struct Int\r\n");
        prompt(2);

        assertThat(outputs()).containsExactly("X");
        assertThat(evaluated).containsExactly("The help", "", "X", "struct Int");
    }

    @Test
    void anEntryThatFailedHasTheLineOfTheNext() {
        prompt(1);
        enter("a");
        log.accepted(1, "a");
        print("error: cannot find 'a'\r\n");
        prompt(1);
        enter("b");
        log.accepted(1, "b");
        print("B\r\n");
        prompt(2);

        assertThat(log.entries()).extracting(entry -> entry.line()).containsExactly(1, 1);
        assertThat(outputs()).containsExactly("error: cannot find 'a'", "B");
        assertThat(log.entries()).extracting(entry -> entry.failed()).containsExactly(true, false);
        assertThat(put).contains(new SessionStore.Entry(1, 1, 1, "a", "error: cannot find 'a'", true));
    }

    @Test
    void theLastEntryIsNotEnteredAgainEitherWhereItFailed() {
        prompt(1);
        enter("a");
        log.accepted(1, "a");
        print("A\r\n");
        prompt(2);
        enter("b");
        log.accepted(2, "b");
        print("error: cannot find 'b'\r\n");
        prompt(2);

        assertThat(outputs()).containsExactly("A", "error: cannot find 'b'");
        assertThat(outputs()).containsExactly("A", "error: cannot find 'b'");
        assertThat(ReplayPlan.of(log.entries()).steps())
                .extracting(step -> step.text())
                .containsExactly("a");
    }

    @Test
    void aWholeEvaluationMayComeInOnePiece() {
        print(
                "\u001B[1G  1> \u001B[6Ga\u001B[7G\r\nA\r\n\u001B[1G  2> \u001B[6Gb\u001B[7G\r\nB\r\n\u001B[1G  3> \u001B[6G");
        log.accepted(2, "b");

        assertThat(evaluated).containsExactly("A", "B");
        assertThat(outputs()).containsExactly("B");
    }

    @Test
    void movingDownAWrappedLineIsNoEntry() {
        prompt(1);
        print("let long\u001B[3G\r\n\u001B[7G...");
        enter("");
        log.accepted(1, "let long...");
        print("done\r\n");
        prompt(2);

        assertThat(evaluated).containsExactly("done");
    }

    @Test
    void whatWasInterruptedHasNoOutput() {
        prompt(1);
        enter("while true {}");
        log.accepted(1, "while true {}");
        log.interrupted();
        print("\u001B[31m\u001B[1mExecution interrupted. \u001B[0mEnter code to recover and continue.\r\n");
        prompt(2);
        enter("1");
        log.accepted(2, "1");
        log.interrupted();
        print("1\r\n");
        prompt(3);

        assertThat(outputs()).containsExactly(null, "1");
        assertThat(evaluated.getFirst()).contains("Execution interrupted.");
    }

    @Test
    void aReplThatEndsLeavesItsLastEntryWithoutOutput() {
        prompt(1);
        enter("exit(0)");
        log.accepted(1, "exit(0)");
        assertThat(log.replEnded(false)).isEqualTo("exit(0)");
        enter("");
        log.replStarted();
        prompt(1);
        enter("1");
        log.accepted(1, "1");
        print("one\r\n");
        prompt(2);

        assertThat(outputs()).containsExactly(null, "one");
        assertThat(log.entries()).extracting(entry -> entry.repl()).containsExactly(1, 2);
    }

    @Test
    void aReplThatDiesAtItsPromptMayHaveDiedOfItsLastEntry() {
        prompt(1);
        enter("a");
        log.accepted(1, "a");
        print("A\r\n");
        prompt(2);
        enter("b");
        log.accepted(2, "b");
        print("B\r\n");
        prompt(3);

        assertThat(log.replEnded(true)).isEqualTo("b");
        assertThat(ReplayPlan.of(log.entries()).steps())
                .extracting(step -> step.text())
                .containsExactly("a");
    }

    @Test
    void aReplThatIsQuitAtItsPromptLeavesNothingOut() {
        prompt(1);
        enter("a");
        log.accepted(1, "a");
        print("A\r\n");
        prompt(2);

        assertThat(log.replEnded(false)).isNull();
        assertThat(ReplayPlan.of(log.entries()).steps()).hasSize(1);
    }

    @Test
    void whatIsOwedIsInItsPlaceAndHasNoLine() {
        prompt(1);
        enter("a");
        log.accepted(1, "a");
        log.owe(List.of(new ReplayPlan.Step("b", "B"), new ReplayPlan.Step("c", "C")));
        print("A\r\n");
        prompt(2);
        enter("d");
        log.accepted(2, "d");
        print("D\r\n");
        prompt(3);

        assertThat(ReplayPlan.of(log.entries()).steps())
                .containsExactly(
                        new ReplayPlan.Step("a", "A"),
                        new ReplayPlan.Step("b", "B"),
                        new ReplayPlan.Step("c", "C"),
                        new ReplayPlan.Step("d", "D"));
    }

    @Test
    void keepsTheBeginningOfMuchOutput() {
        prompt(1);
        enter("flood");
        log.accepted(1, "flood");
        for (int i = 0; i < 10_000; i++) {
            print("line %d\r\n".formatted(i));
        }
        prompt(2);

        assertThat(outputs().getFirst()).startsWith("line 0\nline 1\n").hasSizeLessThanOrEqualTo(4096);
    }

    @Test
    void isBounded() {
        prompt(1);
        for (int i = 0; i < 3_000; i++) {
            log.accepted(1, "x".repeat(1_000));
        }

        assertThat(log.entries().size()).isLessThanOrEqualTo(EntryLog.MAX_CHARACTERS / 1_000);
        assertThat(put).hasSameSizeAs(log.entries());
    }

    @Test
    void goesOnFromWhatAnEarlierServerKept() {
        log.recall(List.of(new SessionStore.Entry(1, 1, 1, "a", "A"), new SessionStore.Entry(2, 3, 1, "b", null)));
        prompt(1);
        enter("b");
        print("B\r\n");
        prompt(2);
        log.caughtUp();
        assertThat(put).containsExactly(new SessionStore.Entry(2, 3, 1, "b", "B"));
        enter("c");
        log.accepted(2, "c");
        print("C\r\n");
        prompt(3);

        assertThat(put.getLast()).isEqualTo(new SessionStore.Entry(3, 3, 2, "c", "C"));
    }

    /// What an earlier server kept: a failed entry, and on the same line one that it saw no end of.
    private void recallBadAndOpen() {
        log.recall(List.of(
                new SessionStore.Entry(1, 1, 1, "bad", "error: bad", true),
                new SessionStore.Entry(2, 1, 1, "open", null)));
        prompt(1);
        enter("bad");
        print("error: bad\r\n");
        prompt(1);
    }

    private List<String> replayed() {
        return ReplayPlan.of(log.entries()).steps().stream()
                .map(step -> step.text())
                .toList();
    }

    @Test
    void whatRunsAtATakeoverIsNotTheFailedOneWithItsLine() {
        recallBadAndOpen();
        enter("open");
        log.caughtUp();
        assertThat(put).isEmpty();
        print("done\r\n");
        prompt(2);

        assertThat(put).containsExactly(new SessionStore.Entry(2, 1, 1, "open", "done"));
        assertThat(replayed()).containsExactly("open");
    }

    @Test
    void whatEndedWhileNobodyLookedIsNotTheFailedOneWithItsLine() {
        recallBadAndOpen();
        enter(":help");
        print("The help\r\n");
        prompt(1);
        enter("open");
        print("done\r\n");
        prompt(2);
        log.caughtUp();

        assertThat(put).containsExactly(new SessionStore.Entry(2, 1, 1, "open", "done"));
    }

    @Test
    void whatFailedWhileNobodyLookedHasItsOwnError() {
        recallBadAndOpen();
        enter("open");
        print("error: open\r\n");
        prompt(1);
        log.caughtUp();
        enter("good");
        log.accepted(1, "good");
        print("G\r\n");
        prompt(2);

        assertThat(outputs()).containsExactly("error: bad", "error: open", "G");
        assertThat(replayed()).containsExactly("good");
    }

    @Test
    void aFailedOneThatAnotherFollowsWhileNobodyLookedTakesNothingFromIt() {
        recallBadAndOpen();
        enter("open");
        print("error: open\r\n");
        prompt(1);
        enter("good");
        log.accepted(1, "good");
        print("G\r\n");
        prompt(2);
        log.caughtUp();

        assertThat(replayed()).containsExactly("good");
        assertThat(outputs().getLast()).isEqualTo("G");
    }

    @Test
    void whatWasTypedAheadIsKeptWheneverTheAgentTellsOfIt() {
        recallBadAndOpen();
        enter("open");
        print("done\r\n");
        prompt(2);
        enter("b");
        print("B\r\n");
        prompt(3);
        log.accepted(2, "b");
        enter("c");
        print("C\r\n");
        prompt(4);
        enter("d");
        print("error: d\r\n");
        prompt(4);
        log.caughtUp();
        log.accepted(3, "c");
        log.accepted(4, "d");
        enter("e");
        log.accepted(4, "e");
        print("E\r\n");
        prompt(5);

        assertThat(replayed()).containsExactly("open", "b", "c", "e");
        assertThat(outputs()).containsExactly("error: bad", "done", "B", "C", "error: d", "E");
    }

    @Test
    void whatPrintedMoreThanIsKeptIsOverAllTheSame() {
        log.recall(List.of(new SessionStore.Entry(1, 1, 3, "flood", null)));
        output.skipTo(1 << 20);
        print("the end of much\r\n");
        log.caughtUp();
        print("and more\r\n");
        prompt(5);

        assertThat(put).containsExactly(new SessionStore.Entry(1, 1, 3, "flood", "the end of much\nand more"));
        assertThat(replayed()).containsExactly("flood");
    }

    @Test
    void whatPrintedMoreThanIsKeptAndFailedIsNotEnteredAgain() {
        log.recall(List.of(new SessionStore.Entry(1, 1, 3, "flood", null)));
        output.skipTo(1 << 20);
        print("error: at last\r\n");
        prompt(3);
        log.caughtUp();

        assertThat(replayed()).isEmpty();
    }
}
