package dev.swiftlet.sandbox;

import java.time.Duration;
import java.util.function.Predicate;

/// Removes the sandboxes of this instance that nobody knows, and their directories: what a crash or an engine that
/// answered too late left behind. Runs on a virtual thread of its own from [#start()] until it is closed.
@SuppressWarnings("DoNotCallSuggester") // a skeleton
public final class OrphanSweeper implements AutoCloseable {
    /// Sweeps nothing yet.
    ///
    /// @param kept besides the engine's live sandboxes, those to leave alone: a starting server may yet adopt them
    public OrphanSweeper(DockerEngine engine, Duration every, Predicate<SandboxName> kept) {
        throw new UnsupportedOperationException();
    }

    public void start() {
        throw new UnsupportedOperationException();
    }

    /// One round, now. Blocks.
    ///
    /// @return how many containers and directories were removed
    public int sweep() throws SandboxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
