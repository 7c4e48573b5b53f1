package dev.swiftlet.agent;

import dev.swiftlet.terminal.TerminalSize;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/// One frame of the agent's protocol, in either direction. `docs/agent-protocol.md` says what
/// each means; the components here carry its names and units. Buffers are views, not copies:
/// whoever keeps one copies it.
public sealed interface AgentFrame {
    /// Length, type, reserved byte, channel.
    int HEADER_BYTES = 8;

    int MAX_PAYLOAD_BYTES = 65_536;

    /// The most bytes that one [Input] or [Output] carries.
    int MAX_CHUNK_BYTES = 32_768;

    /// How far output may run ahead of its acknowledgement.
    int OUTPUT_WINDOW_BYTES = 262_144;

    /// How much input the agent holds for a channel.
    int INPUT_WINDOW_BYTES = 65_536;

    int MAX_CHANNELS = 8;

    int VERSION = 1;

    /// The channel it is about; 0 is the agent itself.
    int channel();

    /// What the server sends.
    sealed interface ToAgent extends AgentFrame {}

    /// What the agent sends.
    sealed interface FromAgent extends AgentFrame {}

    record Start(int channel, ProcessSpec spec) implements ToAgent {}

    record Input(int channel, Buffer bytes) implements ToAgent {}

    record EndOfInput(int channel) implements ToAgent {}

    record Resize(int channel, TerminalSize size) implements ToAgent {}

    record Signal(int channel, int signal) implements ToAgent {}

    record Interrupt(int channel) implements ToAgent {}

    record PutFile(int channel, long request, long offset, String path, Buffer bytes) implements ToAgent {}

    record Acknowledge(int channel, int stream, long offset) implements ToAgent {}

    record Resume(int channel, int stream, long offset) implements ToAgent {}

    record Release(int channel) implements ToAgent {}

    record AskUsage(int channel) implements ToAgent {}

    /// The last one: the agent ends, and with it all that runs beside it.
    record End(int channel) implements ToAgent {}

    /// The first frame of a connection.
    ///
    /// @param boot the same for an agent's whole life
    record Hello(int channel, int version, long epoch, Buffer proof, long boot, List<LiveChannel> channels)
            implements FromAgent {
        public Hello {
            channels = List.copyOf(channels);
        }
    }

    /// A channel that the agent has, as it says hello.
    ///
    /// @param inputReceived bytes of input that it ever had for it
    /// @param inputWritten how many of them its TTY or pipe has taken, or an interrupt discarded
    record LiveChannel(
            int channel,
            ProcessSpec.Kind kind,
            ProcessSpec.Mode mode,
            boolean exited,
            long inputReceived,
            long inputWritten,
            List<LiveStream> streams) {
        public LiveChannel {
            streams = List.copyOf(streams);
        }
    }

    /// The offsets of one of its streams.
    record LiveStream(int stream, long oldest, long acknowledged, long end) {}

    record Output(int channel, int stream, long offset, Buffer bytes) implements FromAgent {}

    record InputAccepted(int channel, long line, boolean cut, String text) implements FromAgent {}

    record Exit(int channel, ProcessExit exit) implements FromAgent {}

    record OutOfMemory(int channel, long kills) implements FromAgent {}

    record FileWritten(int channel, long request, long errno, long size) implements FromAgent {}

    record UsageReport(int channel, Usage usage) implements FromAgent {}

    /// The agent refused something.
    ///
    /// @param code see [AgentErrorCode]
    record Refusal(int channel, int code, String message) implements FromAgent {}

    record Started(int channel, long pid) implements FromAgent {}

    /// How far the input is.
    ///
    /// @param total bytes of this channel's input that the TTY or pipe has taken
    record InputWritten(int channel, long total) implements FromAgent {}
}
