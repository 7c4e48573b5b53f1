package dev.swiftlet.agent;

import dev.swiftlet.agent.AgentFrame.LiveChannel;
import dev.swiftlet.agent.AgentFrame.LiveStream;
import dev.swiftlet.agent.ProcessSpec.Kind;
import dev.swiftlet.agent.ProcessSpec.Limit;
import dev.swiftlet.agent.ProcessSpec.Mode;
import dev.swiftlet.terminal.TerminalSize;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Reads one whole frame. Everything that the page says about a frame's shape is checked here and nowhere else.
final class FrameReader {
    private static final int MAX_TEXT_BYTES = 60_000;
    private static final int MAX_SIGNAL = 31;
    private static final int MAX_STREAM = 2;
    private static final int MAX_ENTRIES = 256;

    private FrameReader() {}

    static AgentFrame read(Buffer bytes, int position) throws MalformedFrameException {
        var length = (int) bytes.getUnsignedInt(position);
        var type = bytes.getUnsignedByte(position + 4);
        if (bytes.getByte(position + 5) != 0) {
            throw new MalformedFrameException("the reserved byte is not 0");
        }
        var channel = bytes.getUnsignedShort(position + 6);
        var start = position + AgentFrame.HEADER_BYTES;
        var payload = new PayloadReader(bytes, start, start + length);
        var frame = read(type, channel, payload);
        payload.finish();
        return frame;
    }

    private static AgentFrame read(int type, int channel, PayloadReader in) throws MalformedFrameException {
        return switch (type) {
            case FrameType.OUTPUT -> new AgentFrame.Output(process(channel), stream(in), in.u64(), chunk(in));
            case FrameType.INPUT -> new AgentFrame.Input(process(channel), chunk(in));
            case FrameType.ACKNOWLEDGE -> new AgentFrame.Acknowledge(process(channel), stream(in), in.u64());
            case FrameType.INPUT_WRITTEN -> new AgentFrame.InputWritten(process(channel), in.u64());
            case FrameType.INPUT_ACCEPTED -> accepted(process(channel), in);
            case FrameType.START -> new AgentFrame.Start(process(channel), spec(in));
            case FrameType.STARTED -> new AgentFrame.Started(process(channel), in.u32());
            case FrameType.EXIT -> new AgentFrame.Exit(process(channel), exit(in));
            case FrameType.END_OF_INPUT -> new AgentFrame.EndOfInput(process(channel));
            case FrameType.RESIZE -> new AgentFrame.Resize(process(channel), size(in));
            case FrameType.SIGNAL ->
                new AgentFrame.Signal(process(channel), in.ranged(in.u8(), 1, MAX_SIGNAL, "a signal"));
            case FrameType.INTERRUPT -> new AgentFrame.Interrupt(process(channel));
            case FrameType.RESUME -> new AgentFrame.Resume(process(channel), stream(in), in.u64());
            case FrameType.RELEASE -> new AgentFrame.Release(process(channel));
            case FrameType.PUT_FILE ->
                new AgentFrame.PutFile(channel, in.u32(), in.u64(), path(in), in.remainingBytes());
            case FrameType.FILE -> new AgentFrame.FileWritten(channel, in.u32(), in.u32(), in.u64());
            case FrameType.ASK_USAGE -> new AgentFrame.AskUsage(agent(channel));
            case FrameType.END -> new AgentFrame.End(agent(channel));
            case FrameType.USAGE -> new AgentFrame.UsageReport(agent(channel), usage(in));
            case FrameType.HELLO -> hello(agent(channel), in);
            case FrameType.OUT_OF_MEMORY -> new AgentFrame.OutOfMemory(agent(channel), in.u32());
            case FrameType.ERROR -> new AgentFrame.Refusal(channel, in.u16(), in.string());
            default -> throw new MalformedFrameException("a frame of unknown type " + type);
        };
    }

    private static int process(int channel) throws MalformedFrameException {
        if (channel == 0) {
            throw new MalformedFrameException("a process's frame on channel 0");
        }
        return channel;
    }

    private static int agent(int channel) throws MalformedFrameException {
        if (channel != 0) {
            throw new MalformedFrameException("the agent's frame on channel " + channel);
        }
        return channel;
    }

    private static int stream(PayloadReader in) throws MalformedFrameException {
        return in.ranged(in.u8(), 0, MAX_STREAM, "a stream");
    }

    private static String path(PayloadReader in) throws MalformedFrameException {
        var path = in.string();
        if (!path.startsWith("/")) {
            throw new MalformedFrameException("not an absolute path");
        }
        return path;
    }

    private static Buffer chunk(PayloadReader in) throws MalformedFrameException {
        in.ranged(in.remaining(), 1, AgentFrame.MAX_CHUNK_BYTES, "the length of input or output");
        return in.remainingBytes();
    }

    private static AgentFrame accepted(int channel, PayloadReader in) throws MalformedFrameException {
        var line = in.u32();
        var cut = in.flag();
        in.ranged(in.remaining(), 0, MAX_TEXT_BYTES, "the length of a text");
        return new AgentFrame.InputAccepted(channel, line, cut, in.remainingText());
    }

    private static TerminalSize size(PayloadReader in) throws MalformedFrameException {
        return new TerminalSize(in.u16(), in.u16());
    }

    private static AgentFrame hello(int channel, PayloadReader in) throws MalformedFrameException {
        var version = in.u16();
        var epoch = in.bits64();
        var proof = in.bytes(AgentKey.PROOF_BYTES);
        var boot = in.bits64();
        var count = in.ranged(in.u16(), 0, AgentFrame.MAX_CHANNELS, "the count of channels");
        var channels = new ArrayList<LiveChannel>(count);
        for (var i = 0; i < count; i++) {
            channels.add(liveChannel(in));
        }
        return new AgentFrame.Hello(channel, version, epoch, proof, boot, channels);
    }

    private static LiveChannel liveChannel(PayloadReader in) throws MalformedFrameException {
        var channel = process(in.u16());
        var kind = kind(in);
        var mode = mode(in);
        var exited = in.flag();
        var received = in.u64();
        var written = in.u64();
        var count = in.ranged(in.u8(), 1, 2, "the count of streams");
        var streams = new ArrayList<LiveStream>(count);
        for (var i = 0; i < count; i++) {
            var stream = new LiveStream(stream(in), in.u64(), in.u64(), in.u64());
            if (stream.oldest() > stream.end() || stream.acknowledged() > stream.end()) {
                throw new MalformedFrameException("offsets beyond a stream's end");
            }
            streams.add(stream);
        }
        return new LiveChannel(channel, kind, mode, exited, received, written, List.copyOf(streams));
    }

    private static Kind kind(PayloadReader in) throws MalformedFrameException {
        var code = in.u8();
        return Kind.find(code).orElseThrow(() -> new MalformedFrameException("no kind " + code));
    }

    private static Mode mode(PayloadReader in) throws MalformedFrameException {
        var code = in.u8();
        return Mode.find(code).orElseThrow(() -> new MalformedFrameException("no mode " + code));
    }

    private static ProcessExit exit(PayloadReader in) throws MalformedFrameException {
        var signalled = in.flag();
        var number = in.u8();
        return new ProcessExit(
                signalled ? OptionalInt.empty() : OptionalInt.of(number),
                signalled ? OptionalInt.of(number) : OptionalInt.empty(),
                micros(in),
                micros(in),
                micros(in),
                in.u64(),
                in.u32());
    }

    private static Duration micros(PayloadReader in) throws MalformedFrameException {
        return Duration.of(in.u64(), ChronoUnit.MICROS);
    }

    private static Usage usage(PayloadReader in) throws MalformedFrameException {
        return new Usage(in.u64(), in.u64(), Duration.ofNanos(in.u64()), in.u32(), in.u32());
    }

    private static ProcessSpec spec(PayloadReader in) throws MalformedFrameException {
        var kind = kind(in);
        var mode = mode(in);
        var size = size(in);
        var ring = in.u32();
        var offset = in.u64();
        var oomScore = in.u16();
        var limits = limits(in);
        var directory = in.string();
        var arguments = strings(in);
        var environment = environment(in);
        try {
            var ringBytes = Math.toIntExact(ring);
            return new ProcessSpec(
                    kind, mode, size, ringBytes, offset, oomScore, limits, directory, arguments, environment);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedFrameException("a start that cannot be: " + e.getMessage());
        }
    }

    private static Map<Limit, Long> limits(PayloadReader in) throws MalformedFrameException {
        var limits = new EnumMap<Limit, Long>(Limit.class);
        for (var left = in.ranged(in.u8(), 0, Limit.values().length, "the count of limits"); left > 0; left--) {
            var code = in.u8();
            var limit = Limit.find(code).orElseThrow(() -> new MalformedFrameException("no limit " + code));
            limits.put(limit, in.bits64());
        }
        return limits;
    }

    private static List<String> strings(PayloadReader in) throws MalformedFrameException {
        var count = in.ranged(in.u16(), 0, MAX_ENTRIES, "a count");
        var strings = new ArrayList<String>(count);
        for (var i = 0; i < count; i++) {
            strings.add(in.string());
        }
        return strings;
    }

    private static Map<String, String> environment(PayloadReader in) throws MalformedFrameException {
        var environment = new LinkedHashMap<String, String>();
        for (var entry : strings(in)) {
            var equals = entry.indexOf('=');
            if (equals < 1) {
                throw new MalformedFrameException("an environment entry without a name");
            }
            environment.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return environment;
    }
}
