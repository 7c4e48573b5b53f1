package dev.swiftlet.run;

import dev.swiftlet.toolchain.Toolchain;
import java.util.concurrent.CompletionStage;

/// Whether programs really run on each toolchain. Any thread; nothing here waits.
public interface ToolchainHealth {
    /// What was found last.
    Status of(Toolchain toolchain);

    /// Runs a small program on it, unless that was done a moment ago.
    ///
    /// @return completed with what was found, never failed
    CompletionStage<Status> check(Toolchain toolchain);

    /// What is known of a toolchain.
    sealed interface Status {
        /// Nothing yet: the server starts.
        record Unknown() implements Status {}

        record Available() implements Status {}

        /// @param why a sentence for people
        record Unavailable(String why) implements Status {}
    }
}
