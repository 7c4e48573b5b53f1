package dev.swiftlet.language;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Cuts what the language server prints into messages: headers, an empty line, and as many bytes of JSON as
/// `Content-Length` says. Keeps at most one message. Confined to one thread.
final class MessageReader {
    private static final int MOST_HEADER_BYTES = 1024;
    private static final String LENGTH = "content-length:";
    private static final String TYPE = "content-type:";

    private final int mostBytes;
    private final Consumer<byte[]> messages;
    private final StringBuilder header = new StringBuilder();
    private byte @Nullable [] body;
    private int filled;

    /// @param mostBytes a longer message is malformed
    /// @param messages gets each message
    MessageReader(int mostBytes, Consumer<byte[]> messages) {
        this.mostBytes = mostBytes;
        this.messages = messages;
    }

    /// Takes what was printed next.
    ///
    /// @throws MalformedMessageException if it is no message; nothing after it can be read
    void feed(ByteBuffer bytes) throws MalformedMessageException {
        while (bytes.hasRemaining()) {
            if (body == null) {
                readHeader(bytes);
            } else {
                readBody(bytes, body);
            }
        }
    }

    private void readHeader(ByteBuffer bytes) throws MalformedMessageException {
        header.append((char) (bytes.get() & 0xff));
        int length = header.length();
        if (length > MOST_HEADER_BYTES) {
            throw new MalformedMessageException("headers without an end");
        }
        if (length >= 4 && header.substring(length - 4).equals("\r\n\r\n")) {
            body = new byte[contentLength(header.toString())];
            header.setLength(0);
            filled = 0;
        }
    }

    private void readBody(ByteBuffer bytes, byte[] into) {
        int count = Math.min(bytes.remaining(), into.length - filled);
        bytes.get(into, filled, count);
        filled += count;
        if (filled == into.length) {
            body = null;
            messages.accept(into);
        }
    }

    private int contentLength(String headers) throws MalformedMessageException {
        int found = -1;
        for (String line : headers.lines().filter(each -> !each.isEmpty()).toList()) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH) && found < 0) {
                found = length(lower.substring(LENGTH.length()).strip());
            } else if (!lower.startsWith(TYPE)) {
                throw new MalformedMessageException("a header that no message has");
            }
        }
        if (found < 1) {
            throw new MalformedMessageException("a message without a length");
        }
        return found;
    }

    private int length(String digits) throws MalformedMessageException {
        if (!digits.matches("[0-9]{1,9}") || Integer.parseInt(digits) > mostBytes) {
            throw new MalformedMessageException("a message longer than " + mostBytes + " bytes, or of no length");
        }
        return Integer.parseInt(digits);
    }

    /// A message as the language server reads it.
    static byte[] frame(byte[] json) {
        byte[] head = "Content-Length: %d\r\n\r\n".formatted(json.length).getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + json.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(json, 0, whole, head.length, json.length);
        return whole;
    }
}
