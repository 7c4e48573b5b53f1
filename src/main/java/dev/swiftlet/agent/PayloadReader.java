package dev.swiftlet.agent;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// A cursor over one frame's payload. Whatever does not fit is malformed.
final class PayloadReader {
    private final Buffer buffer;
    private final int end;
    private int position;

    PayloadReader(Buffer buffer, int start, int end) {
        this.buffer = buffer;
        this.position = start;
        this.end = end;
    }

    int u8() throws MalformedFrameException {
        return buffer.getUnsignedByte(advance(1));
    }

    int u16() throws MalformedFrameException {
        return buffer.getUnsignedShort(advance(2));
    }

    long u32() throws MalformedFrameException {
        return buffer.getUnsignedInt(advance(4));
    }

    /// Numbers above 2^63 - 1 are no offset, time or count that can be.
    long u64() throws MalformedFrameException {
        var value = buffer.getLong(advance(8));
        if (value < 0) {
            throw new MalformedFrameException("a number beyond 63 bits");
        }
        return value;
    }

    /// Any 64 bits: an epoch, a random number, a limit.
    long bits64() throws MalformedFrameException {
        return buffer.getLong(advance(8));
    }

    boolean flag() throws MalformedFrameException {
        return ranged(u8(), 0, 1, "a flag") == 1;
    }

    int ranged(int value, int least, int most, String what) throws MalformedFrameException {
        if (value < least || value > most) {
            throw new MalformedFrameException(what + " out of range: " + value);
        }
        return value;
    }

    String string() throws MalformedFrameException {
        var length = u16();
        var start = advance(length);
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(buffer.getBytes(start, start + length)))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new MalformedFrameException("a NUL in a string");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new MalformedFrameException("a string that is not UTF-8");
        }
    }

    /// The rest as text. Bytes that are not UTF-8 become replacement characters: strangers wrote them.
    String remainingText() throws MalformedFrameException {
        var start = advance(remaining());
        return buffer.getString(start, end, StandardCharsets.UTF_8.name());
    }

    Buffer bytes(int length) throws MalformedFrameException {
        var start = advance(length);
        return buffer.slice(start, start + length);
    }

    Buffer remainingBytes() throws MalformedFrameException {
        return bytes(remaining());
    }

    int remaining() {
        return end - position;
    }

    void finish() throws MalformedFrameException {
        if (position != end) {
            throw new MalformedFrameException(remaining() + " bytes too many in a frame");
        }
    }

    private int advance(int length) throws MalformedFrameException {
        if (length > remaining()) {
            throw new MalformedFrameException("a frame too short by " + (length - remaining()) + " bytes");
        }
        var start = position;
        position += length;
        return start;
    }
}
