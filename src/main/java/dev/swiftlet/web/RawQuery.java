package dev.swiftlet.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An address's query as it was sent. What reads it makes U+FFFD of bytes that are no UTF-8, and
/// takes those that should have been written as %C3 for whatever they may be: here both are
/// refused.
final class RawQuery {
    private RawQuery() {}

    /// @param query null for none
    /// @throws ProblemException naming the parameter whose name or value is not UTF-8
    static void refuseGarbled(@Nullable String query) {
        if (query == null) {
            return;
        }
        for (String each : query.split("[&;]", -1)) {
            byte[] bytes = bytes(each);
            if (!each.chars().allMatch(c -> c < 0x80) || !isUtf8(bytes)) {
                throw JsonFields.refused(
                        name(each), "must be UTF-8 in the query, its bytes beyond ASCII written as in %C3%A9");
            }
        }
    }

    private static String name(String parameter) {
        String name = parameter.split("=", 2)[0];
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] bytes(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            int high = c == '%' && i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(encoded.charAt(i + 2), 16);
            if (low < 0) {
                bytes.write(c);
            } else {
                bytes.write(high << 4 | low);
                i += 2;
            }
        }
        return bytes.toByteArray();
    }
}
