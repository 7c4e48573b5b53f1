package dev.swiftlet.sandbox;

/// What lives in a session's sandbox beside its REPL, because somebody asked for it. Called on the sandbox's loop.
public interface Companion {
    /// The sandbox is there. Not called again.
    void sandboxReady(Sandbox sandbox);

    /// The sandbox goes, or the server lets go of it: everything is to be given up. The last call.
    void over();
}
