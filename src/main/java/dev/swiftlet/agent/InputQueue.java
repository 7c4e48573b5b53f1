package dev.swiftlet.agent;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Input of one process on its way to the agent, which holds so much of it and no more before its
/// TTY has taken that. What was sent is kept until the agent has counted it: each byte arrives
/// once, also when a stream was lost in between.
final class InputQueue {
    /// Above it the caller should stop.
    static final int FULL_BYTES = 65_536;

    /// Above it a caller that does not stop is refused.
    static final int MOST_BYTES = 1_048_576;

    /// Stands in the queues for the end of input; nothing else there is empty.
    private static final Buffer END = Buffer.buffer();

    private final Deque<Buffer> queue = new ArrayDeque<>();
    private final Deque<Buffer> uncounted = new ArrayDeque<>();
    private int queued;
    private long sent;
    private long written;

    /// Up to here nothing is sent again.
    private long discarded;

    void add(Buffer bytes) {
        if (queued + bytes.length() > MOST_BYTES) {
            throw new IllegalStateException("more than 1 MiB of input queued");
        }
        if (bytes.length() > 0) {
            queue.add(bytes);
            queued += bytes.length();
        }
    }

    void addEnd() {
        queue.add(END);
    }

    /// Throws away what is not sent yet; and what was sent is not sent again should it be lost.
    void clear() {
        queue.clear();
        queued = 0;
        discarded = sent;
    }

    boolean full() {
        return queued > FULL_BYTES;
    }

    /// The next frame that the agent has room for.
    AgentFrame.@Nullable ToAgent next(int channel) {
        var head = queue.peek();
        if (head == null) {
            return null;
        }
        if (head.length() == 0) {
            uncounted.add(queue.remove());
            return new AgentFrame.EndOfInput(channel);
        }
        var room = AgentFrame.INPUT_WINDOW_BYTES - (sent - written);
        var count = (int) Math.min(Math.min(room, AgentFrame.MAX_CHUNK_BYTES), head.length());
        if (count <= 0) {
            return null;
        }
        queue.remove();
        if (count < head.length()) {
            queue.addFirst(head.slice(count, head.length()));
        }
        var bytes = head.slice(0, count);
        uncounted.add(bytes);
        sent += count;
        queued -= count;
        return new AgentFrame.Input(channel, bytes);
    }

    /// The agent's count of what its TTY or pipe has taken.
    void written(long total) throws MalformedFrameException {
        if (total < written || total > sent) {
            throw new MalformedFrameException("input taken that was not sent, or less than before");
        }
        dropUncounted(total);
    }

    /// Another stream to a process that was sent input before: what did not arrive is sent again.
    ///
    /// @param received how much the agent has had
    /// @param taken how much of that its TTY or pipe has taken
    void reconnected(long received, long taken) throws MalformedFrameException {
        if (received > sent || taken > received) {
            throw new MalformedFrameException("more input received than was sent");
        }
        written(taken);
        var arrived = new ArrayDeque<Buffer>();
        var lost = new ArrayDeque<Buffer>();
        var position = taken;
        for (var bytes : uncounted) {
            var count = (int) Math.min(bytes.length(), received - Math.min(received, position));
            if (count > 0) {
                arrived.add(bytes.slice(0, count));
            }
            // An end of input right where the count stops may have arrived: a TTY must not get two.
            if (position >= discarded && (position + bytes.length() > received || position > received)) {
                lost.add(bytes.slice(count, bytes.length()));
            }
            position += bytes.length();
        }
        uncounted.clear();
        uncounted.addAll(arrived);
        for (var bytes = lost.pollLast(); bytes != null; bytes = lost.pollLast()) {
            queue.addFirst(bytes);
            queued += bytes.length();
        }
        sent = received;
        discarded = Math.min(discarded, sent);
    }

    /// A process that an earlier server has sent input to.
    void adopted(long received, long taken) throws MalformedFrameException {
        if (taken > received || received - taken > MOST_BYTES) {
            throw new MalformedFrameException("more input held than was ever allowed");
        }
        sent = received;
        written = taken;
        uncounted.add(Buffer.buffer(new byte[(int) (received - taken)])); // to be counted, whatever it was
    }

    private void dropUncounted(long total) {
        var left = total - written;
        written = total;
        while (!uncounted.isEmpty() && uncounted.element().length() <= left) {
            left -= uncounted.remove().length();
        }
        if (left > 0) {
            var head = uncounted.remove();
            uncounted.addFirst(head.slice((int) left, head.length()));
        }
    }
}
