package dev.swiftlet.agent;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// The agent's side of one stream, in a test's hand: what the server sends can be waited for, and every byte that comes
/// back is the test's own. For the test's thread.
@NullMarked
final class ScriptedAgent {
    static final long BOOT = 77;
    private static final int BEGINNING_BYTES = 24;

    private final TestLoop loop;
    private final MemoryStream stream;
    private final MemoryStream serverEnd;
    private final AgentKey key;
    private final AgentFrameDecoder decoder = new AgentFrameDecoder();
    private final LinkedBlockingQueue<AgentFrame> frames = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
    private @Nullable Buffer beginning = Buffer.buffer();
    private volatile long epoch;

    private ScriptedAgent(TestLoop loop, AgentKey key) {
        this.loop = loop;
        this.key = key;
        var ends = MemoryStream.pair(loop.context());
        serverEnd = ends[0];
        stream = ends[1];
        stream.closeHandler(() -> events.add("closed"));
        stream.handler(this::received);
    }

    /// Offers a stream to the connection and answers its beginning with the marker; HELLO is the test's.
    static ScriptedAgent connect(TestLoop loop, AgentConnection connection, AgentKey key) {
        var agent = new ScriptedAgent(loop, key);
        loop.run(() -> connection
                .offer(agent.serverEnd, Duration.ofMinutes(1), 1 << 20)
                .onFailure(failure -> agent.events.add("rejected: " + failure.getMessage())));
        agent.awaitEvent("begun");
        return agent;
    }

    ScriptedAgent hello(AgentFrame.LiveChannel... channels) {
        return hello(key.proof(), BOOT, channels);
    }

    ScriptedAgent hello(byte[] proof, long boot, AgentFrame.LiveChannel... channels) {
        var bytes = Buffer.buffer(key.marker()).appendLong(epoch);
        AgentFrameEncoder.append(
                bytes, new AgentFrame.Hello(0, 1, epoch, Buffer.buffer(proof), boot, List.of(channels)));
        send(bytes);
        return this;
    }

    void send(AgentFrame.FromAgent... some) {
        var bytes = Buffer.buffer();
        for (var frame : some) {
            AgentFrameEncoder.append(bytes, frame);
        }
        send(bytes);
    }

    void send(Buffer bytes) {
        loop.run(() -> {
            var _ = stream.write(bytes);
        });
    }

    void inPieces(int bytes) {
        loop.run(() -> serverEnd.inPieces(bytes));
    }

    /// Loses the stream and all that is on its way.
    void cut() {
        loop.run(stream::cut);
    }

    /// Takes nothing any more, or again.
    void stall(boolean stalled) {
        loop.run(stalled ? stream::pause : stream::resume);
    }

    /// The next frame from the server, which must be of that type.
    <T extends AgentFrame> T await(Class<T> type) {
        return type.cast(next(frames));
    }

    void awaitEvent(String prefix) {
        var event = next(events);
        if (!event.startsWith(prefix)) {
            throw new AssertionError("expected " + prefix + ", got " + event);
        }
    }

    /// Whatever has come and was not waited for, once everything sent so far has arrived.
    List<AgentFrame> drain() {
        for (var turns = 0; turns < 10; turns++) {
            loop.run(() -> {});
        }
        var drained = new ArrayList<AgentFrame>();
        frames.drainTo(drained);
        return drained;
    }

    private void received(Buffer bytes) {
        var begun = beginning;
        var rest = bytes;
        if (begun != null) {
            begun.appendBuffer(bytes);
            if (begun.length() < BEGINNING_BYTES) {
                return;
            }
            epoch = begun.getLong(16);
            rest = begun.getBuffer(BEGINNING_BYTES, begun.length());
            beginning = null;
            events.add("begun");
        }
        try {
            decoder.feed(rest, frames::add);
        } catch (MalformedFrameException e) {
            events.add("malformed: " + e.getMessage());
        }
    }

    private static <T> T next(LinkedBlockingQueue<T> queue) {
        try {
            var item = queue.poll(60, TimeUnit.SECONDS);
            if (item == null) {
                throw new AssertionError("nothing came");
            }
            return item;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
