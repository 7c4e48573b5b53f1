package dev.swiftlet.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.swiftlet.terminal.TerminalSize;
import org.jspecify.annotations.Nullable;

/// A text frame from the server on `/ws/sessions/{id}`. Binary frames are output: raw bytes of the terminal.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerMessage.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = ServerMessage.Stream.class, name = "stream"),
    @JsonSubTypes.Type(value = ServerMessage.Control.class, name = "control"),
    @JsonSubTypes.Type(value = ServerMessage.Clients.class, name = "clients"),
    @JsonSubTypes.Type(value = ServerMessage.Queued.class, name = "queued"),
    @JsonSubTypes.Type(value = ServerMessage.Repl.class, name = "repl"),
    @JsonSubTypes.Type(value = ServerMessage.Taken.class, name = "taken"),
    @JsonSubTypes.Type(value = ServerMessage.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = ServerMessage.Replay.class, name = "replay"),
    @JsonSubTypes.Type(value = ServerMessage.Differs.class, name = "differs"),
    @JsonSubTypes.Type(value = ServerMessage.Run.class, name = "run"),
    @JsonSubTypes.Type(value = ServerMessage.Idle.class, name = "idle"),
    @JsonSubTypes.Type(value = ServerMessage.Pong.class, name = "pong"),
    @JsonSubTypes.Type(value = ServerMessage.Error.class, name = "error"),
    @JsonSubTypes.Type(value = ServerMessage.Closed.class, name = "closed"),
})
public sealed interface ServerMessage {
    /// The answer to `join`.
    ///
    /// @param session the session's id
    /// @param client this connection's number within the session
    /// @param taken the last sequence taken from this client's sender, null if that is not known (a new page, or a
    /// new server): nothing that was sent before is to be sent again then
    record Hello(
            String session, int client, Role role, @Nullable Integer taken, ToolchainLabel toolchain, Limits limits)
            implements ServerMessage {}

    /// The binary frames after this message: first a snapshot of so many bytes, for a terminal
    /// that was reset; then the stream's own bytes from the offset on. Sent after `hello`, and
    /// again whenever the client fell so far behind that it must be resynchronised.
    ///
    /// @param offset the offset of the first byte after the snapshot
    /// @param snapshot the snapshot's length in bytes; 0: none, the terminal is not reset
    /// @param skipped how many bytes of the stream this client will never get
    /// @param head what comes before this offset was printed earlier: questions in it are not to be answered
    record Stream(long offset, int snapshot, long skipped, long head) implements ServerMessage {}

    /// Who controls the terminal: that client's size is the TTY's, and it alone answers a program's queries.
    ///
    /// @param client the controlling client's number, or null while there is none
    record Control(@Nullable Integer client, TerminalSize size) implements ServerMessage {}

    /// How many clients are connected.
    record Clients(int count) implements ServerMessage {}

    /// The session waits for a place on this server.
    ///
    /// @param place 1 is next; null: it waits no longer
    /// @param estimateSeconds how long that may take, or null: not known
    record Queued(@Nullable Integer place, @Nullable Integer estimateSeconds) implements ServerMessage {}

    /// Input up to this sequence was taken from this client's sender, and need not be kept to be sent again.
    record Taken(int sequence) implements ServerMessage {}

    /// What the REPL is doing now.
    ///
    /// @param exit how it ended, with state `ended` only
    record Repl(ReplState state, @Nullable ReplExit exit) implements ServerMessage {}

    /// The REPL took an entry.
    ///
    /// @param line the number LLDB gives to its first line
    record Accepted(int line, String text) implements ServerMessage {}

    /// What an earlier REPL accepted is entered again.
    ///
    /// @param done how many entries are done
    /// @param total how many there are
    /// @param running false: finished, or stopped
    /// @param message why it ended before all was done, or null
    record Replay(
            int done, int total, boolean running, @Nullable String message) implements ServerMessage {}

    /// An entry that was entered again printed something else than the first time.
    ///
    /// @param entry which one, from 1
    /// @param text what was entered, perhaps cut
    /// @param before what it printed then, as plain text, perhaps cut
    /// @param now what it prints now
    record Differs(int entry, String text, String before, String now) implements ServerMessage {}

    /// A warning that the session will be reaped, or its withdrawal.
    ///
    /// @param reapedInSeconds seconds left, or null: somebody is active again
    /// @param keepable whether activity, or `keep`, moves the end; not when the session reaches its maximum age
    record Idle(@Nullable Integer reapedInSeconds, boolean keepable) implements ServerMessage {}

    /// The session's run, now going or over; it has its own socket.
    ///
    /// @param id 16 hex digits, or null: there was none yet, or a restart of the server ended it
    record Run(@Nullable String id) implements ServerMessage {}

    /// The answer to `ping`.
    record Pong(int id) implements ServerMessage {}

    /// A message was refused; the connection goes on.
    @SuppressWarnings("AvoidCommonTypeNames") // `error` is the word on the wire
    record Error(ErrorCode code, String message) implements ServerMessage {}

    /// The last message before the server closes the connection.
    ///
    /// @param sessionOver whether the session has ended, or only this connection
    /// @param saved whether a new session can start where this one was: `POST /api/sessions {"from": id}`
    /// @param message a sentence for people
    record Closed(CloseReason reason, boolean sessionOver, boolean saved, String message) implements ServerMessage {}

    /// Which Swift this is.
    ///
    /// @param id as in the configuration, e.g. `swift-6.0`
    /// @param label for people, e.g. `Swift 6.0`
    record ToolchainLabel(String id, String label) {}

    /// What the server accepts.
    ///
    /// @param inputFrameBytes the longest binary frame, in bytes
    /// @param submitBytes the longest text of `submit`, in bytes of UTF-8
    /// @param inputBytesPerSecond sustained rate of input
    /// @param idleSeconds after so many seconds without activity a session is reaped
    record Limits(int inputFrameBytes, int submitBytes, int inputBytesPerSecond, long idleSeconds) {}
}
