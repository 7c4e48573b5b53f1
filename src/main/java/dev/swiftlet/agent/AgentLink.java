package dev.swiftlet.agent;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One stream to something that says it is the agent: asks for proof, then carries frames. Until
/// the proof nothing but a marker and an epoch is sent and nothing is believed. Confined to its
/// context.
final class AgentLink {
    /// What becomes of a link. After `rejected`, `broken` or `lost` nothing more comes.
    interface Events {
        void proven(AgentLink link, AgentFrame.Hello hello) throws MalformedFrameException;

        void frame(AgentFrame.FromAgent frame) throws MalformedFrameException;

        /// The stream has room again.
        void drained();

        /// It ended before it had proven anything.
        void rejected(String why);

        /// It was proven, and then broke the protocol.
        void broken(String why);

        /// It was proven, and then ended.
        void lost(AgentLink link);
    }

    private enum Phase {
        SEEKING,
        GREETING,
        OPEN,
        CLOSED
    }

    private final Context context;
    private final AgentStream stream;
    private final AgentKey key;
    private final long epoch;
    private final Events events;
    private final MarkerSearch search;
    private final AgentFrameDecoder decoder = new AgentFrameDecoder();
    private Phase phase = Phase.SEEKING;
    private long timer;

    /// A link that does nothing before it is opened.
    ///
    /// @param mostDiscarded how many bytes from before this connection the stream may still bring
    AgentLink(Context context, AgentStream stream, AgentKey key, long epoch, int mostDiscarded, Events events) {
        this.context = context;
        this.stream = stream;
        this.key = key;
        this.epoch = epoch;
        this.events = events;
        this.search = new MarkerSearch(beginning(), mostDiscarded);
    }

    void open(Duration patience) {
        timer = context.owner().setTimer(Math.max(1, patience.toMillis()), _ -> timedOut());
        stream.closeHandler(this::streamClosed);
        stream.drainHandler(this::drained);
        stream.handler(this::received);
        if (phase != Phase.CLOSED) {
            var _ = stream.write(beginning());
            stream.resume();
        }
    }

    boolean full() {
        return stream.writeQueueFull();
    }

    void send(AgentFrame.ToAgent frame) {
        if (phase == Phase.OPEN) {
            var _ = stream.write(AgentFrameEncoder.encode(frame));
        }
    }

    /// Tells the agent to end, and hears no more: without any event. The stream stays open until the agent is gone, or
    /// until this is closed: an agent whose own writing failed would not read on to its last frame.
    void end() {
        send(new AgentFrame.End(0));
        phase = Phase.CLOSED;
        context.owner().cancelTimer(timer);
    }

    /// Ends it without any event.
    void close() {
        phase = Phase.CLOSED;
        context.owner().cancelTimer(timer);
        stream.close();
    }

    private Buffer beginning() {
        return Buffer.buffer(key.marker()).appendLong(epoch);
    }

    private void received(Buffer bytes) {
        if (phase == Phase.CLOSED) {
            return;
        }
        try {
            var rest = phase == Phase.SEEKING ? seek(bytes) : bytes;
            if (rest != null) {
                decoder.feed(rest, this::decoded);
            }
        } catch (MalformedFrameException e) {
            failed(e.getMessage() == null ? "malformed" : e.getMessage());
        }
    }

    private @Nullable Buffer seek(Buffer bytes) throws MalformedFrameException {
        var rest = search.feed(bytes);
        if (rest != null) {
            phase = Phase.GREETING;
        }
        return rest;
    }

    private void decoded(AgentFrame frame) throws MalformedFrameException {
        switch (phase) {
            case GREETING -> greeted(frame);
            case OPEN -> {
                if (!(frame instanceof AgentFrame.FromAgent fromAgent) || frame instanceof AgentFrame.Hello) {
                    throw new MalformedFrameException("a frame that an agent does not send here");
                }
                events.frame(fromAgent);
            }
            case SEEKING, CLOSED -> {}
        }
    }

    private void greeted(AgentFrame frame) throws MalformedFrameException {
        if (!(frame instanceof AgentFrame.Hello hello)
                || hello.version() != AgentFrame.VERSION
                || hello.epoch() != epoch
                || !key.proves(hello.proof().getBytes())) {
            throw new MalformedFrameException("no proof");
        }
        context.owner().cancelTimer(timer);
        phase = Phase.OPEN;
        events.proven(this, hello);
    }

    private void failed(String why) {
        var wasOpen = phase == Phase.OPEN;
        if (phase != Phase.CLOSED) {
            close();
            if (wasOpen) {
                events.broken(why);
            } else {
                events.rejected(why);
            }
        }
    }

    private void timedOut() {
        failed("no proof in time");
    }

    private void drained() {
        if (phase == Phase.OPEN) {
            events.drained();
        }
    }

    private void streamClosed() {
        var wasOpen = phase == Phase.OPEN;
        var wasClosed = phase == Phase.CLOSED;
        close();
        if (wasOpen) {
            events.lost(this);
        } else if (!wasClosed) {
            events.rejected("closed before any proof");
        }
    }
}
