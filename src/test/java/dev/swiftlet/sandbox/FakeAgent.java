package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentFrame;
import dev.swiftlet.agent.AgentFrameDecoder;
import dev.swiftlet.agent.AgentFrameEncoder;
import dev.swiftlet.agent.AgentKey;
import dev.swiftlet.agent.AgentStream;
import dev.swiftlet.agent.MalformedFrameException;
import dev.swiftlet.agent.MemoryStream;
import dev.swiftlet.agent.Usage;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// An agent in this process: speaks the real protocol, and runs a [FakeProgram] where the real
/// one starts a process. Outlives its streams. Confined to a context.
@NullMarked
final class FakeAgent {
    private static final int BEGINNING_BYTES = 24;

    private final AgentKey key;
    private final long boot = ThreadLocalRandom.current().nextLong();
    private final Map<Integer, FakeChannel> channels = new TreeMap<>();
    private final Map<String, Buffer> files = new ConcurrentHashMap<>();
    private Context context;
    private Supplier<FakeProgram> programs;
    private @Nullable MemoryStream stream;
    private @Nullable AgentFrameDecoder decoder;
    private @Nullable String refusal;
    private Buffer beginning = Buffer.buffer();
    private int kills;

    FakeAgent(Context context, AgentKey key, Supplier<FakeProgram> programs) {
        this.context = context;
        this.key = key;
        this.programs = programs;
    }

    /// The server's end of a new stream; the last one is lost.
    AgentStream connect(Context newContext) {
        disconnect();
        context = newContext;
        var ends = MemoryStream.pair(newContext);
        var own = ends[1];
        stream = own;
        decoder = null;
        beginning = Buffer.buffer();
        own.handler(bytes -> received(own, bytes));
        return ends[0];
    }

    void disconnect() {
        if (stream != null) {
            stream.cut();
        }
        stream = null;
        decoder = null;
    }

    void programs(Supplier<FakeProgram> newPrograms) {
        programs = newPrograms;
    }

    void refuseStarts(@Nullable String message) {
        refusal = message;
    }

    void outOfMemory() {
        kills++;
        send(new AgentFrame.OutOfMemory(0, kills));
    }

    void garble() {
        if (stream != null) {
            var _ = stream.write(Buffer.buffer("this is no frame"));
        }
    }

    Map<String, Buffer> files() {
        return files;
    }

    int kills() {
        return kills;
    }

    boolean connected() {
        return decoder != null;
    }

    void later(Runnable action) {
        context.runOnContext(_ -> action.run());
    }

    void send(AgentFrame.FromAgent frame) {
        if (stream != null && decoder != null) {
            var _ = stream.write(AgentFrameEncoder.encode(frame));
        }
    }

    private void received(MemoryStream from, Buffer bytes) {
        if (from != stream) {
            return;
        }
        try {
            var rest = bytes;
            if (decoder == null) {
                beginning.appendBuffer(bytes);
                if (beginning.length() < BEGINNING_BYTES) {
                    return;
                }
                rest = beginning.getBuffer(BEGINNING_BYTES, beginning.length());
                greet(from, beginning.getLong(16));
            }
            if (decoder != null) {
                decoder.feed(rest, this::perform);
            }
        } catch (MalformedFrameException e) {
            throw new AssertionError("the server sent a malformed frame", e);
        }
    }

    private void greet(MemoryStream to, long epoch) {
        decoder = new AgentFrameDecoder();
        channels.values().forEach(FakeChannel::disconnected);
        var live = channels.values().stream().map(FakeChannel::live).toList();
        var hello = Buffer.buffer(key.marker()).appendLong(epoch);
        AgentFrameEncoder.append(
                hello, new AgentFrame.Hello(0, AgentFrame.VERSION, epoch, Buffer.buffer(key.proof()), boot, live));
        var _ = to.write(hello);
    }

    private void perform(AgentFrame frame) throws MalformedFrameException {
        switch (frame) {
            case AgentFrame.Start start -> start(start);
            case AgentFrame.AskUsage _ ->
                send(new AgentFrame.UsageReport(0, new Usage(1 << 26, 1 << 27, Duration.ofMillis(20), 3, kills)));
            case AgentFrame.PutFile file -> putFile(file);
            default -> {
                var channel = channels.get(frame.channel());
                if (channel == null) {
                    send(new AgentFrame.Refusal(frame.channel(), 3, "no such channel"));
                } else {
                    perform(channel, frame);
                }
            }
        }
    }

    private void perform(FakeChannel channel, AgentFrame frame) throws MalformedFrameException {
        switch (frame) {
            case AgentFrame.Input input -> channel.input(input.bytes());
            case AgentFrame.EndOfInput _ -> channel.endOfInput();
            case AgentFrame.Resize resize -> channel.resize(resize.size());
            case AgentFrame.Signal signal -> channel.signal(signal.signal());
            case AgentFrame.Interrupt _ -> channel.interrupt();
            case AgentFrame.Acknowledge ack -> {
                if (channel.prints(ack.stream())) {
                    channel.acknowledge(ack.offset());
                }
            }
            case AgentFrame.Resume resume -> {
                if (channel.prints(resume.stream())) {
                    channel.resume(resume.offset());
                }
            }
            case AgentFrame.Release _ -> {
                if (channel.exited()) {
                    channels.remove(frame.channel());
                }
            }
            default -> throw new MalformedFrameException("not a frame for an agent: " + frame);
        }
    }

    private void start(AgentFrame.Start start) {
        var impossible = start.spec().arguments().getFirst().startsWith("/no/such");
        if (refusal != null || impossible) {
            var why = refusal == null ? "No such file or directory" : refusal;
            send(new AgentFrame.Refusal(start.channel(), 6, why));
            return;
        }
        var channel = new FakeChannel(this, start.channel(), start.spec(), programs.get());
        channels.put(start.channel(), channel);
        send(new AgentFrame.Started(start.channel(), 2));
        channel.start();
    }

    private void putFile(AgentFrame.PutFile file) {
        var content = file.offset() == 0
                ? file.bytes().copy()
                : files.getOrDefault(file.path(), Buffer.buffer()).appendBuffer(file.bytes());
        files.put(file.path(), content);
        send(new AgentFrame.FileWritten(file.channel(), file.request(), 0, content.length()));
    }
}
