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
        /// @param running false: this is the end
        /// @param message why it ended early, a sentence for people, or null
        void progress(int done, boolean running, @Nullable String message);

        /// An entry printed something else this time.
        ///
        /// @param entry which one, from 1
        void differs(int entry, ReplayPlan.Step step, String now);
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
    /// @param message why, a sentence for people
    void stop(String message) {
        if (state != State.OVER) {
            forgetTimer.run();
            over(message);
        }
    }

    /// What is not done.
    ///
    /// @param withCurrent whether the entry that the REPL has just taken, if it has, counts as
    /// not done
    List<ReplayPlan.Step> rest(boolean withCurrent) {
        int from = state == State.ENTERED && accepted && !withCurrent ? done + 1 : done;
        return plan.steps().subList(from, plan.steps().size());
    }

    private void enterNext() {
        state = State.ENTERED;
        accepted = false;
        printed = null;
        forgetTimer = loop.after(
                patience, () -> stop("An entry has been running for more than %d s.".formatted(patience.toSeconds())));
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
