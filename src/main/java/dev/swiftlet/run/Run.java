package dev.swiftlet.run;

import java.util.concurrent.CompletionStage;

/// One run on its way. Any thread; nothing here waits.
public interface Run {
    /// Stops it: its verdict comes soon, with the outcome [RunOutcome#KILLED] if it was not over. Idempotent.
    void cancel();

    /// The listener wants no more output for now: the program waits when it prints, and its time goes on.
    void pause();

    /// Ends a [#pause()].
    void resume();

    /// Completed with the verdict, before the listener hears it; never failed.
    CompletionStage<Verdict> verdict();
}
