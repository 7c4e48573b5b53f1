package dev.swiftlet.web;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Makes text of bytes that come in pieces, which may end within a character. What is no UTF-8 becomes U+FFFD. Confined
/// to one thread at a time.
final class Utf8Text {
    private static final int LONGEST_CHARACTER = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] begun = new byte[0];

    /// @return the text that is whole with these bytes; may be empty
    String add(ByteBuffer bytes) {
        ByteBuffer all = ByteBuffer.allocate(begun.length + bytes.remaining());
        all.put(begun).put(bytes).flip();
        CharBuffer text = CharBuffer.allocate(all.remaining());
        decoder.decode(all, text, false);
        begun = new byte[all.remaining()];
        all.get(begun);
        return text.flip().toString();
    }

    /// What of the last bytes was not a whole character.
    String end() {
        CharBuffer text = CharBuffer.allocate(LONGEST_CHARACTER);
        decoder.decode(ByteBuffer.wrap(begun), text, true);
        decoder.flush(text);
        begun = new byte[0];
        decoder.reset();
        return text.flip().toString();
    }
}
