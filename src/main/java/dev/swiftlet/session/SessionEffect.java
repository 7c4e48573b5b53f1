package dev.swiftlet.session;

/// What [Session] has to do after a step of its state.
public enum SessionEffect {
    /// Start a REPL in the sandbox.
    START_REPL,
    /// Tell all clients what the REPL is doing.
    ANNOUNCE_REPL,
    /// Tell all clients how many they are.
    ANNOUNCE_CLIENTS,
    /// Tell all clients whether, and when, the session will be reaped.
    ANNOUNCE_IDLE,
    /// Tell all clients why it is over, disconnect them, give everything back.
    END
}
