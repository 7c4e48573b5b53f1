package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Enters at a REPL's prompt what an earlier REPL took, one entry after the other, and compares
/// what each prints with what it printed then. An entry is over when the REPL has taken it and
/// its prompt is back. Ends by itself, or is stopped; then it does nothing more. Confined to the
/// session's loop.
final class Replay {
    /// Where the entries go, and what hears of it.
    interface Listener {
        /// Enter this text.
        void enter(String text);

        /// So many entries are done.
        ///
        /// @param running false: this is the end; one that still runs counts, for it goes on
        /// @param message why it ended early, a sentence for people, or null
        void progress(int done, boolean running, @Nullable String message);

        /// An entry printed something else this time.
        ///
        /// @param entry which one, from 1
        void differs(int entry, ReplayPlan.Step step, String now);

        /// These will not be entered: it was stopped.
        void left(List<ReplayPlan.Step> rest);
    }

    /// What becomes of the entry that is being evaluated when a replay is stopped.
    enum Current {
        /// It goes on, and is entered with that.
        GOES_ON,
        /// It ends here, by somebody's wish or its own doing, and is not wanted again.
        IS_GIVEN_UP,
        /// It ends here through no fault of its own.
        IS_LEFT
    }

    private enum State {
        /// For the first prompt.
        WAITING,
        /// An entry is being evaluated.
        ENTERED,
        OVER
    }

    private final ReplayPlan plan;
    private final EventLoop loop;
    private final Duration patience;
    private final Listener listener;
    private State state = State.WAITING;
    private int done;
    private boolean accepted;
    private @Nullable String printed;
    private Runnable forgetTimer = () -> {};

    /// @param plan what to enter, at least one entry
    /// @param patience how long one entry may run
    Replay(ReplayPlan plan, EventLoop loop, Duration patience, Listener listener) {
        this.plan = plan;
        this.loop = loop;
        this.patience = patience;
        this.listener = listener;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    /// The REPL waits at its prompt.
    void ready() {
        if (state == State.WAITING) {
            enterNext();
        }
    }

    /// The REPL took an entry.
    void accepted() {
        accepted = true;
    }

    /// An evaluation is over. Perhaps it was none; if so, another comes.
    void evaluated(String output) {
        printed = output;
    }

    /// Goes on if the entry is over.
    ///
    /// @param atPrompt whether the REPL waits at its prompt
    void advance(boolean atPrompt) {
        String now = printed;
        if (state == State.ENTERED && accepted && now != null && atPrompt) {
            forgetTimer.run();
            compare(now);
            done++;
            if (done < plan.steps().size()) {
                listener.progress(done, true, null);
                enterNext();
            } else {
                over(null);
            }
        }
    }

    /// Enters no more.
    ///
    /// @param message why, a sentence for people, or null: somebody wanted that
    void stop(@Nullable String message, Current current) {
        if (state == State.OVER) {
            return;
        }
        forgetTimer.run();
        int entered = state == State.ENTERED ? done + 1 : done;
        List<ReplayPlan.Step> steps = plan.steps();
        listener.left(steps.subList(current == Current.IS_LEFT ? done : entered, steps.size()));
        done = current == Current.GOES_ON ? entered : done;
        over(message);
    }

    /// What was given to the REPL that it has not said to have taken, or null.
    @Nullable
    String untaken() {
        return state == State.ENTERED && !accepted ? plan.steps().get(done).text() : null;
    }

    private void enterNext() {
        state = State.ENTERED;
        accepted = false;
        printed = null;
        forgetTimer = loop.after(
                patience,
                () -> stop(
                        "An entry has been running for more than %d s.".formatted(patience.toSeconds()),
                        Current.GOES_ON));
        listener.enter(plan.steps().get(done).text());
    }

    private void compare(String now) {
        ReplayPlan.Step step = plan.steps().get(done);
        String before = step.output();
        if (before != null && !before.equals(now)) {
            listener.differs(done + 1, step, now);
        }
    }

    private void over(@Nullable String message) {
        state = State.OVER;
        listener.progress(done, false, message);
    }
}
