package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ReplExit;
import dev.swiftlet.protocol.ReplState;
import java.time.Duration;

/// Something that happened to a session. `now` is a reading of the monotonic clock.
public sealed interface SessionEvent {
    /// Its sandbox is there.
    record SandboxReady() implements SessionEvent {}

    /// The sandbox of an earlier server is there, with the REPL in it. People get their time anew.
    record SandboxAdopted(Duration now) implements SessionEvent {}

    /// The REPL came to its prompt, or went to work.
    record ReplChanged(ReplState state) implements SessionEvent {}

    /// The REPL's process ended.
    record ReplExited(ReplExit exit) implements SessionEvent {}

    /// A client joined.
    ///
    /// @param mayType an owner or editor; counts as activity, somebody has just come. A viewer does not.
    record ClientJoined(Duration now, boolean mayType) implements SessionEvent {}

    /// A client left.
    record ClientLeft(Duration now) implements SessionEvent {}

    /// An owner or editor typed, or said that they are there. Pings, resizes and what a program prints are none.
    record Activity(Duration now) implements SessionEvent {}

    /// Somebody wants another REPL.
    record RestartRequested(Duration now) implements SessionEvent {}

    /// Something ended the session: its owner, its sandbox, the engine.
    ///
    /// @param message a sentence for people
    record Over(CloseReason reason, String message) implements SessionEvent {}

    /// Time went by.
    record Tick(Duration now) implements SessionEvent {}
}
