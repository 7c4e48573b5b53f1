package dev.swiftlet.agent;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Writes frames as bytes. Pure; for any thread.
public final class AgentFrameEncoder {
    private AgentFrameEncoder() {}

    /// One frame in a buffer of its own.
    ///
    /// @throws IllegalArgumentException when it does not fit the protocol's bounds
    public static Buffer encode(AgentFrame frame) {
        var out = Buffer.buffer(64);
        append(out, frame);
        return out;
    }

    /// Adds one frame to a buffer.
    ///
    /// @throws IllegalArgumentException when it does not fit the protocol's bounds; the buffer is of no use then
    public static void append(Buffer out, AgentFrame frame) {
        var start = out.length();
        out.appendInt(0).appendByte((byte) type(frame)).appendByte((byte) 0).appendUnsignedShort(frame.channel());
        payload(out, frame);
        var length = out.length() - start - AgentFrame.HEADER_BYTES;
        if (length > AgentFrame.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("a frame of " + length + " bytes");
        }
        out.setInt(start, length);
    }

    private static int type(AgentFrame frame) {
        return switch (frame) {
            case AgentFrame.Start _ -> FrameType.START;
            case AgentFrame.Input _ -> FrameType.INPUT;
            case AgentFrame.EndOfInput _ -> FrameType.END_OF_INPUT;
            case AgentFrame.Resize _ -> FrameType.RESIZE;
            case AgentFrame.Signal _ -> FrameType.SIGNAL;
            case AgentFrame.Interrupt _ -> FrameType.INTERRUPT;
            case AgentFrame.PutFile _ -> FrameType.PUT_FILE;
            case AgentFrame.Acknowledge _ -> FrameType.ACKNOWLEDGE;
            case AgentFrame.Resume _ -> FrameType.RESUME;
            case AgentFrame.Release _ -> FrameType.RELEASE;
            case AgentFrame.AskUsage _ -> FrameType.ASK_USAGE;
            case AgentFrame.End _ -> FrameType.END;
            case AgentFrame.Hello _ -> FrameType.HELLO;
            case AgentFrame.Output _ -> FrameType.OUTPUT;
            case AgentFrame.InputAccepted _ -> FrameType.INPUT_ACCEPTED;
            case AgentFrame.Exit _ -> FrameType.EXIT;
            case AgentFrame.OutOfMemory _ -> FrameType.OUT_OF_MEMORY;
            case AgentFrame.FileWritten _ -> FrameType.FILE;
            case AgentFrame.UsageReport _ -> FrameType.USAGE;
            case AgentFrame.Refusal _ -> FrameType.ERROR;
            case AgentFrame.Started _ -> FrameType.STARTED;
            case AgentFrame.InputWritten _ -> FrameType.INPUT_WRITTEN;
        };
    }

    private static void payload(Buffer out, AgentFrame frame) {
        switch (frame) {
            case AgentFrame.Start start -> spec(out, start.spec());
            case AgentFrame.Input input -> out.appendBuffer(input.bytes());
            case AgentFrame.Resize resize ->
                out.appendUnsignedShort(resize.size().cols())
                        .appendUnsignedShort(resize.size().rows());
            case AgentFrame.Signal signal -> out.appendByte((byte) signal.signal());
            case AgentFrame.PutFile file -> {
                out.appendUnsignedInt(file.request()).appendLong(file.offset());
                string(out, file.path());
                out.appendBuffer(file.bytes());
            }
            case AgentFrame.Acknowledge ack ->
                out.appendByte((byte) ack.stream()).appendLong(ack.offset());
            case AgentFrame.Resume resume ->
                out.appendByte((byte) resume.stream()).appendLong(resume.offset());
            case AgentFrame.EndOfInput _,
                    AgentFrame.Interrupt _,
                    AgentFrame.Release _,
                    AgentFrame.AskUsage _,
                    AgentFrame.End _ -> {}
            case AgentFrame.Hello hello -> hello(out, hello);
            case AgentFrame.Output output ->
                out.appendByte((byte) output.stream())
                        .appendLong(output.offset())
                        .appendBuffer(output.bytes());
            case AgentFrame.InputAccepted accepted ->
                out.appendUnsignedInt(accepted.line())
                        .appendByte(flag(accepted.cut()))
                        .appendString(accepted.text());
            case AgentFrame.Exit exit -> exit(out, exit.exit());
            case AgentFrame.OutOfMemory memory -> out.appendUnsignedInt(memory.kills());
            case AgentFrame.FileWritten file ->
                out.appendUnsignedInt(file.request())
                        .appendUnsignedInt(file.errno())
                        .appendLong(file.size());
            case AgentFrame.UsageReport report -> usage(out, report.usage());
            case AgentFrame.Refusal refusal -> {
                out.appendUnsignedShort(refusal.code());
                string(out, refusal.message());
            }
            case AgentFrame.Started started -> out.appendUnsignedInt(started.pid());
            case AgentFrame.InputWritten written -> out.appendLong(written.total());
        }
    }

    private static void spec(Buffer out, ProcessSpec spec) {
        out.appendByte((byte) spec.kind().code)
                .appendByte((byte) spec.mode().code)
                .appendUnsignedShort(
                        spec.mode() == ProcessSpec.Mode.TTY ? spec.size().cols() : 0)
                .appendUnsignedShort(
                        spec.mode() == ProcessSpec.Mode.TTY ? spec.size().rows() : 0)
                .appendUnsignedInt(spec.ringBytes())
                .appendLong(spec.firstOffset())
                .appendUnsignedShort(spec.oomScore())
                .appendByte((byte) spec.limits().size());
        spec.limits()
                .forEach((limit, value) -> out.appendByte((byte) limit.code).appendLong(value));
        string(out, spec.directory());
        strings(out, spec.arguments());
        strings(
                out,
                spec.environment().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    private static void hello(Buffer out, AgentFrame.Hello hello) {
        out.appendUnsignedShort(hello.version())
                .appendLong(hello.epoch())
                .appendBuffer(hello.proof())
                .appendLong(hello.boot())
                .appendUnsignedShort(hello.channels().size());
        for (var channel : hello.channels()) {
            out.appendUnsignedShort(channel.channel())
                    .appendByte((byte) channel.kind().code)
                    .appendByte((byte) channel.mode().code)
                    .appendByte(flag(channel.exited()))
                    .appendLong(channel.inputReceived())
                    .appendLong(channel.inputWritten())
                    .appendByte((byte) channel.streams().size());
            for (var stream : channel.streams()) {
                out.appendByte((byte) stream.stream())
                        .appendLong(stream.oldest())
                        .appendLong(stream.acknowledged())
                        .appendLong(stream.end());
            }
        }
    }

    private static void exit(Buffer out, ProcessExit exit) {
        out.appendByte(flag(exit.signal().isPresent()))
                .appendByte((byte) exit.signal().orElseGet(() -> exit.code().orElse(0)))
                .appendLong(micros(exit.wall()))
                .appendLong(micros(exit.user()))
                .appendLong(micros(exit.system()))
                .appendLong(exit.peakKib())
                .appendUnsignedInt(exit.oomKills());
    }

    private static long micros(Duration duration) {
        return duration.dividedBy(ChronoUnit.MICROS.getDuration());
    }

    private static void usage(Buffer out, Usage usage) {
        out.appendLong(usage.memoryBytes())
                .appendLong(usage.peakMemoryBytes())
                .appendLong(usage.cpu().toNanos())
                .appendUnsignedInt(usage.processes())
                .appendUnsignedInt(usage.oomKills());
    }

    private static byte flag(boolean value) {
        return (byte) (value ? 1 : 0);
    }

    private static void strings(Buffer out, List<String> strings) {
        out.appendUnsignedShort(strings.size());
        strings.forEach(string -> string(out, string));
    }

    private static void string(Buffer out, String string) {
        var bytes = string.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xffff || string.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a string too long, or with a NUL");
        }
        out.appendUnsignedShort(bytes.length).appendBytes(bytes);
    }
}
