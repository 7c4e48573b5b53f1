package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.protocol.ReplState;
import dev.swiftlet.protocol.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A session's replays, one at a time: tells its clients how far it is, and remembers that for
/// those who come later. While one runs, what people type is held. Confined to the session's
/// loop.
final class Replays implements Replay.Listener {
    private static final int MAX_DIFFERS = 50;
    private static final int MAX_TEXT = 500;

    private final EventLoop loop;
    private final Duration patience;
    private final Audience audience;
    private final Repl repl;
    private final Consumer<List<ReplayPlan.Step>> owed;
    private final List<ServerMessage.Differs> differs = new ArrayList<>();
    private ReplayPlan plan = ReplayPlan.NONE;
    private @Nullable Replay replay;
    private ServerMessage.@Nullable Replay progress;

    /// @param owed takes what was not entered, for a later REPL
    Replays(EventLoop loop, Duration patience, Audience audience, Repl repl, Consumer<List<ReplayPlan.Step>> owed) {
        this.loop = loop;
        this.patience = patience;
        this.audience = audience;
        this.repl = repl;
        this.owed = owed;
    }

    /// What the next REPL that begins is to be given.
    void plan(ReplayPlan next) {
        plan = next;
    }

    /// A REPL begins. Without a plan it is a fresh one.
    void replStarted() {
        differs.clear();
        progress = null;
        replay = plan.isEmpty() ? null : new Replay(plan, loop, patience, this);
        if (replay != null) {
            repl.hold();
            progress(0, true, null);
        }
    }

    boolean isRunning() {
        return replay != null && !replay.isOver();
    }

    /// Tells a newcomer.
    void greet(ClientChannel channel) {
        if (progress != null) {
            channel.send(progress);
            differs.forEach(channel::send);
        }
    }

    /// The REPL went to its prompt, or from it.
    void changed(ReplState now) {
        if (replay != null && now == ReplState.READY) {
            replay.ready();
        }
    }

    void accepted() {
        if (replay != null) {
            replay.accepted();
        }
    }

    void evaluated(String output) {
        if (replay != null) {
            replay.evaluated(output);
        }
    }

    /// After each piece of output, and each entry that was taken.
    void advance(boolean atPrompt) {
        if (replay != null) {
            replay.advance(atPrompt);
        }
    }

    /// Enters no more.
    ///
    /// @param message why, a sentence for people, or null: somebody wanted that
    void stop(@Nullable String message, Replay.Current current) {
        if (replay != null) {
            replay.stop(message, current);
        }
    }

    /// The REPL is over, and so is what was being entered.
    ///
    /// @return the entry that it had been given and not said to have taken, or null
    @Nullable
    String replEnded(Replay.Current current) {
        String untaken = replay == null ? null : replay.untaken();
        stop("The REPL ended before all was entered again.", current);
        return untaken;
    }

    @Override
    public void left(List<ReplayPlan.Step> rest) {
        owed.accept(rest);
    }

    @Override
    public void enter(String text) {
        repl.enter(text);
    }

    @Override
    public void progress(int done, boolean running, @Nullable String message) {
        progress = new ServerMessage.Replay(done, plan.steps().size(), running, message);
        audience.send(progress);
        if (!running) {
            plan = ReplayPlan.NONE;
            repl.release();
        }
    }

    @Override
    public void differs(int entry, ReplayPlan.Step step, String now) {
        if (differs.size() < MAX_DIFFERS) {
            var message = new ServerMessage.Differs(
                    entry, cut(step.text()), cut(step.output() == null ? "" : step.output()), cut(now));
            differs.add(message);
            audience.send(message);
        }
    }

    private static String cut(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return text.substring(0, end);
    }
}
