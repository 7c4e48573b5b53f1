package dev.swiftlet.agent;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/// Cuts a stream of bytes into frames, whatever the pieces it arrives in. Holds at most one
/// frame; a frame that arrives in one piece is not copied, one that does not is copied once. For
/// one thread; of no use any more once it has thrown.
public final class AgentFrameDecoder {
    private @Nullable Buffer partial;

    /// Takes frames as they are cut. One that throws stops the decoder.
    public interface Sink {
        void frame(AgentFrame frame) throws MalformedFrameException;
    }

    /// Takes bytes. The frames' buffers are views of them.
    public void feed(Buffer bytes, Sink sink) throws MalformedFrameException {
        var position = partial == null ? 0 : complete(partial, bytes, sink);
        while (true) {
            var left = bytes.length() - position;
            if (left < AgentFrame.HEADER_BYTES) {
                break;
            }
            var length = AgentFrame.HEADER_BYTES + payloadLength(bytes, position);
            if (left < length) {
                break;
            }
            sink.frame(FrameReader.read(bytes, position));
            position += length;
        }
        if (position < bytes.length()) {
            partial = begin(bytes, position);
        }
    }

    /// Keeps what has come of a frame, with room for all of it: a buffer that grows copies it again.
    private static Buffer begin(Buffer bytes, int position) throws MalformedFrameException {
        var begun = bytes.length() - position;
        var payload = begun < AgentFrame.HEADER_BYTES ? 0 : payloadLength(bytes, position);
        return Buffer.buffer(AgentFrame.HEADER_BYTES + payload).appendBuffer(bytes, position, begun);
    }

    /// Adds to a frame begun earlier, and returns how many bytes that took.
    private int complete(Buffer begun, Buffer bytes, Sink sink) throws MalformedFrameException {
        var taken = 0;
        if (begun.length() < AgentFrame.HEADER_BYTES) {
            taken = append(begun, bytes, 0, AgentFrame.HEADER_BYTES);
            if (begun.length() < AgentFrame.HEADER_BYTES) {
                return taken;
            }
        }
        var length = AgentFrame.HEADER_BYTES + payloadLength(begun, 0);
        taken += append(begun, bytes, taken, length);
        if (begun.length() == length) {
            partial = null;
            sink.frame(FrameReader.read(begun, 0));
        }
        return taken;
    }

    private static int append(Buffer begun, Buffer bytes, int from, int upTo) {
        var count = Math.min(upTo - begun.length(), bytes.length() - from);
        begun.appendBuffer(bytes, from, count);
        return count;
    }

    private static int payloadLength(Buffer bytes, int position) throws MalformedFrameException {
        var length = bytes.getUnsignedInt(position);
        if (length > AgentFrame.MAX_PAYLOAD_BYTES) {
            throw new MalformedFrameException("a frame of " + length + " bytes");
        }
        return (int) length;
    }
}
