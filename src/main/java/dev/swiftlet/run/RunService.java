package dev.swiftlet.run;

import dev.swiftlet.toolchain.Toolchain;
import java.util.concurrent.CompletionStage;

/// Compiles and runs programs. Any thread; nothing here waits.
public interface RunService {
    /// Begins a run, or puts it in the line. The listener hears everything on the run's own loop, in order, from
    /// after this returns; the last it hears is [RunEvent.Ended], always.
    ///
    /// @throws RunsBusyException when as many wait as may
    Run start(RunRequest request, RunListener listener) throws RunsBusyException;

    /// Formats a text as the toolchain's swift-format does.
    ///
    /// @return completed with what came of it, never failed
    /// @throws RunsBusyException as [#start]
    CompletionStage<Formatted> format(Toolchain toolchain, String text) throws RunsBusyException;
}
