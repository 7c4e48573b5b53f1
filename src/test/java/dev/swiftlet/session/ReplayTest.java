package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.agent.EventLoop;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest implements Replay.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// A loop whose one timer goes off when the test says so.
    private static final class HandLoop implements EventLoop {
        private Runnable timer = () -> {};

        @Override
        public Context context() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public Runnable after(Duration delay, Runnable task) {
            assertThat(delay).isEqualTo(PATIENCE);
            timer = task;
            return () -> timer = () -> {};
        }

        @Override
        public Runnable every(Duration period, Runnable task) {
            throw new UnsupportedOperationException();
        }
    }

    private final HandLoop loop = new HandLoop();
    private final List<String> heard = new ArrayList<>();
    private List<String> left = List.of();
    private final Replay replay = new Replay(
            new ReplayPlan(List.of(
                    new ReplayPlan.Step("a", "A"), new ReplayPlan.Step("b", "B"), new ReplayPlan.Step("c", null))),
            loop,
            PATIENCE,
            this);

    @Override
    public void enter(String text) {
        heard.add("enter " + text);
    }

    @Override
    public void progress(int done, boolean running, String message) {
        heard.add(running ? "done " + done : "over " + done + " " + message);
    }

    @Override
    public void differs(int entry, ReplayPlan.Step step, String now) {
        heard.add("differs " + entry + " " + step.output() + " " + now);
    }

    @Override
    public void left(List<ReplayPlan.Step> rest) {
        left = rest.stream().map(step -> step.text()).toList();
    }

    private void run(String output) {
        replay.accepted();
        replay.advance(false);
        replay.evaluated(output);
        replay.advance(true);
    }

    @Test
    void entersOneAfterTheOtherAndSaysWhatDiffers() {
        replay.ready();
        run("A");
        replay.ready();
        run("other");
        run("C");

        assertThat(heard)
                .containsExactly(
                        "enter a", "done 1", "enter b", "differs 2 B other", "done 2", "enter c", "over 3 null");
        assertThat(replay.isOver()).isTrue();
    }

    @Test
    void nothingIsEnteredBeforeThePrompt() {
        replay.evaluated("Welcome");
        replay.advance(true);

        assertThat(heard).isEmpty();
    }

    @Test
    void anEntryIsOverWhenItWasTakenAndThePromptIsBack() {
        replay.ready();
        replay.evaluated("seemed so");
        replay.advance(true);
        replay.accepted();
        replay.advance(false);
        assertThat(heard).containsExactly("enter a");

        replay.evaluated("A");
        replay.advance(true);
        assertThat(heard).containsExactly("enter a", "done 1", "enter b");
    }

    @Test
    void theAgentMayBeLate() {
        replay.ready();
        replay.evaluated("A");
        replay.advance(true);
        replay.accepted();
        replay.advance(true);

        assertThat(heard).containsExactly("enter a", "done 1", "enter b");
    }

    @Test
    void anEntryThatRunsTooLongStopsIt() {
        replay.ready();
        run("A");
        replay.accepted();
        loop.timer.run();
        run("late");

        assertThat(heard)
                .containsExactly(
                        "enter a", "done 1", "enter b", "over 2 An entry has been running for more than 30 s.");
        assertThat(left).containsExactly("c");
    }

    @Test
    void stopIsOnceAndForAll() {
        replay.stop("x", Replay.Current.GOES_ON);
        replay.stop("y", Replay.Current.GOES_ON);
        replay.ready();
        loop.timer.run();

        assertThat(heard).containsExactly("over 0 x");
    }

    @Test
    void whatRunsWhenItIsStoppedCountsAsEntered() {
        replay.ready();
        run("A");
        replay.accepted();
        replay.stop(null, Replay.Current.GOES_ON);

        assertThat(heard.getLast()).isEqualTo("over 2 null");
        assertThat(left).containsExactly("c");
    }

    @Test
    void whatEndedTheReplIsNotLeftForTheNext() {
        replay.ready();
        run("A");
        assertThat(replay.untaken()).isEqualTo("b");
        replay.stop("gone", Replay.Current.IS_GIVEN_UP);

        assertThat(heard.getLast()).isEqualTo("over 1 gone");
        assertThat(left).containsExactly("c");
    }

    @Test
    void whatEndedWithItsSessionIsLeftForTheNext() {
        replay.ready();
        run("A");
        replay.accepted();
        replay.stop("gone", Replay.Current.IS_LEFT);

        assertThat(left).containsExactly("b", "c");
    }

    @Test
    void planHasWhatTheLastReplWasToBeGivenToo() {
        List<SessionStore.Entry> entries = List.of(
                new SessionStore.Entry(1, 2, 1, "a", "A"),
                new SessionStore.Entry(2, 2, 0, "b", "B"),
                new SessionStore.Entry(3, 2, 0, "c", "C"),
                new SessionStore.Entry(4, 2, 2, "d", "failed"),
                new SessionStore.Entry(5, 2, 2, "e", "E"),
                new SessionStore.Entry(6, 2, 2, "", null));

        assertThat(ReplayPlan.of(entries).steps())
                .extracting(step -> step.text())
                .containsExactly("a", "b", "c");
    }

    @Test
    void planIsWhatMadeTheStateOfTheLastRepl() {
        List<SessionStore.Entry> entries = List.of(
                new SessionStore.Entry(1, 1, 1, "old", ""),
                new SessionStore.Entry(2, 2, 1, "import Foundation", ""),
                new SessionStore.Entry(3, 2, 2, "let a = b", "error"),
                new SessionStore.Entry(4, 2, 2, "let a = 1", "a: Int = 1"),
                new SessionStore.Entry(5, 2, 3, "while true {}", null),
                new SessionStore.Entry(6, 2, 4, " ", ""),
                new SessionStore.Entry(7, 2, 5, "a", "$R0: Int = 1"),
                new SessionStore.Entry(8, 2, 6, "exit(0)", null));

        assertThat(ReplayPlan.of(entries).steps())
                .containsExactly(
                        new ReplayPlan.Step("import Foundation", ""),
                        new ReplayPlan.Step("let a = 1", "a: Int = 1"),
                        new ReplayPlan.Step("a", "$R0: Int = 1"));
        assertThat(ReplayPlan.of(List.of()).isEmpty()).isTrue();
    }
}
