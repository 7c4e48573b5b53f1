package dev.swiftlet.run;

import dev.swiftlet.terminal.TerminalSize;
import java.nio.ByteBuffer;

/// The TTY of an interactive run as those have it who look at it, and what else they hear of the run. Called on the
/// run's loop; must not block.
public interface Console extends RunListener {
    /// What the TTY is to have when the program starts.
    TerminalSize size();

    /// The program runs: what was typed before is wanted now.
    void ready();

    /// The program printed. Whoever has taken it says so with [InteractiveRun#acknowledge].
    ///
    /// @param offset of the first byte
    /// @param bytes a view that is valid only during the call
    void printed(long offset, ByteBuffer bytes);

    /// Input may be typed again.
    void inputDrained();
}
