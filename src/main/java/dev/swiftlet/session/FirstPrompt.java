package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import java.time.Duration;

/// How long a REPL may take to its first prompt: a debugger that hangs while it starts says nothing,
/// and nobody could do anything about it. Confined to the session's loop.
final class FirstPrompt {
    private final EventLoop loop;
    private final Duration patience;
    private Runnable forget = () -> {};

    FirstPrompt(EventLoop loop, Duration patience) {
        this.loop = loop;
        this.patience = patience;
    }

    /// From now on.
    ///
    /// @param missed called when it has not come in time; whoever waits looks whether it still does,
    /// as it may have come just then
    void await(Runnable missed) {
        forget();
        forget = loop.after(patience, missed);
    }

    /// It came, or nobody waits for it any more.
    void forget() {
        forget.run();
        forget = () -> {};
    }
}
