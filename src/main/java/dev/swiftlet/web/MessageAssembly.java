package dev.swiftlet.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/// Puts a client's messages together from their frames (RFC 6455, section 5.4), within a bound. Confined to the
/// socket's thread.
final class MessageAssembly {
    /// A whole message.
    ///
    /// @param isText as its first frame said
    record Message(boolean isText, Buffer content) {}

    private final int maxBytes;
    private @Nullable Buffer partial;
    private boolean isText;

    MessageAssembly(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// Takes a data frame.
    ///
    /// @return the message that it completes, or null if more is to come
    /// @throws IllegalStateException if the message is longer than the bound
    @Nullable
    Message add(WebSocketFrame frame) {
        Buffer content = frame.binaryData();
        if (frame.isText() || frame.isBinary()) {
            isText = frame.isText();
            if (frame.isFinal()) {
                return new Message(isText, content);
            }
            partial = Buffer.buffer();
        }
        Buffer whole = partial == null ? Buffer.buffer() : partial;
        if (whole.length() + content.length() > maxBytes) {
            throw new IllegalStateException("a message beyond " + maxBytes + " bytes");
        }
        whole.appendBuffer(content);
        partial = frame.isFinal() ? null : whole;
        return frame.isFinal() ? new Message(isText, whole) : null;
    }
}
