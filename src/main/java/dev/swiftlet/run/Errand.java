package dev.swiftlet.run;

import dev.swiftlet.sandbox.EmptySandbox;
import dev.swiftlet.toolchain.Toolchain;

/// Something that is done in a sandbox of its own.
interface Errand {
    Toolchain toolchain();

    RunLimits limits();

    /// Called once, on the sandbox's loop.
    ///
    /// @param over to be called once, when the sandbox is not needed any more
    void begin(EmptySandbox sandbox, Runnable over);

    /// There will be no sandbox for it. Any thread.
    ///
    /// @param why a sentence for people
    void failed(String why);

    /// No place came free for it in time, or the server stops. Any thread.
    ///
    /// @param why a sentence for people
    void refused(String why);
}
