package dev.swiftlet.session;

/// What became of the wish for a session.
public sealed interface CreateOutcome {
    /// It lives, or waits for its place.
    record Created(Session session) implements CreateOutcome {}

    /// All sandboxes are in use, and as many wait as may.
    record Busy() implements CreateOutcome {}

    /// The owner, or their address, has as many as they may.
    ///
    /// @param message a sentence that says what to do
    record TooMany(String message) implements CreateOutcome {}
}
