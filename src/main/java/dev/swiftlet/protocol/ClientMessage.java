package dev.swiftlet.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.swiftlet.terminal.TerminalSize;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A text frame from a browser on `/ws/sessions/{id}` or `/ws/sessions/{id}/runs/{run}`. Binary frames are input: bytes
/// typed at the terminal.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClientMessage.Join.class, name = "join"),
    @JsonSubTypes.Type(value = ClientMessage.Resize.class, name = "resize"),
    @JsonSubTypes.Type(value = ClientMessage.Submit.class, name = "submit"),
    @JsonSubTypes.Type(value = ClientMessage.Interrupt.class, name = "interrupt"),
    @JsonSubTypes.Type(value = ClientMessage.Restart.class, name = "restart"),
    @JsonSubTypes.Type(value = ClientMessage.StopReplay.class, name = "stop-replay"),
    @JsonSubTypes.Type(value = ClientMessage.Keep.class, name = "keep"),
    @JsonSubTypes.Type(value = ClientMessage.Stop.class, name = "stop"),
    @JsonSubTypes.Type(value = ClientMessage.EndOfInput.class, name = "end-of-input"),
    @JsonSubTypes.Type(value = ClientMessage.Pause.class, name = "pause"),
    @JsonSubTypes.Type(value = ClientMessage.Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = ClientMessage.Ping.class, name = "ping"),
})
public sealed interface ClientMessage {
    /// The least role that may send this message. Checked where the message is handled.
    Role leastRole();

    /// The first message of a connection.
    ///
    /// @param offset the offset of the next byte this client wants, or null if it has none yet
    /// @param sender who numbers the input: 16 to 64 letters, digits, `-` and `_`, random, one for each page
    /// @param size the size of its terminal
    record Join(@Nullable Long offset, String sender, TerminalSize size) implements ClientMessage {
        private static final Pattern SENDER = Pattern.compile("[A-Za-z0-9_-]{16,64}");

        public Join {
            Objects.requireNonNull(size, "size");
            if (sender == null || !SENDER.matcher(sender).matches()) {
                throw new IllegalArgumentException("sender: 16 to 64 letters, digits, - and _");
            }
        }

        @Override
        public Role leastRole() {
            return Role.VIEWER;
        }
    }

    /// The client's terminal has this size now. The controlling client's size is the TTY's.
    record Resize(TerminalSize size) implements ClientMessage {
        public Resize {
            Objects.requireNonNull(size, "size");
        }

        @Override
        public Role leastRole() {
            return Role.EDITOR;
        }
    }

    /// Enter this text as one entry of the REPL, however many lines it has.
    ///
    /// @param sequence its number among the sender's input, binary frames included: see `docs/protocol.md`
    record Submit(int sequence, String text) implements ClientMessage {
        public Submit {
            Objects.requireNonNull(text, "text");
            if (sequence < 1) {
                throw new IllegalArgumentException("sequence: from 1 on");
            }
        }

        @Override
        public Role leastRole() {
            return Role.EDITOR;
        }
    }

    /// Stop what the REPL is evaluating and keep its variables; at a prompt, clear the line.
    record Interrupt() implements ClientMessage {
        @Override
        public Role leastRole() {
            return Role.EDITOR;
        }
    }

    /// Start another REPL after the last one ended.
    ///
    /// @param replay whether what the last one accepted is entered again
    record Restart(boolean replay) implements ClientMessage {
        @Override
        public Role leastRole() {
            return Role.EDITOR;
        }
    }

    /// Enter no more of what an earlier REPL accepted.
    record StopReplay() implements ClientMessage {
        @Override
        public Role leastRole() {
            return Role.EDITOR;
        }
    }

    /// Somebody is there: do not reap the session now.
    record Keep() implements ClientMessage {
        @Override
        public Role leastRole() {
            return Role.EDITOR;
        }
    }

    /// End this run. Only on a run's socket.
    record Stop() implements ClientMessage {
        @Override
        public Role leastRole() {
            return Role.EDITOR;
        }
    }

    /// Type the end-of-file character, after all input before it. Only on a run's socket.
    record EndOfInput() implements ClientMessage {
        @Override
        public Role leastRole() {
            return Role.EDITOR;
        }
    }

    /// Send no more bytes until `resume`.
    record Pause() implements ClientMessage {
        @Override
        public Role leastRole() {
            return Role.VIEWER;
        }
    }

    /// Send bytes again.
    record Resume() implements ClientMessage {
        @Override
        public Role leastRole() {
            return Role.VIEWER;
        }
    }

    /// Answered by `pong` with the same id.
    record Ping(int id) implements ClientMessage {
        @Override
        public Role leastRole() {
            return Role.VIEWER;
        }
    }
}
