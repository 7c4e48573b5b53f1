package dev.swiftlet.language;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where an editor's file seems to be in the sandbox: `file:///tmp/editor/NAME`, and nothing else. Only the name can
/// vary, and a name is no path.
final class FileUri {
    static final String DIRECTORY = "/tmp/editor";
    static final String ROOT = "file://" + DIRECTORY;

    private static final String PREFIX = ROOT + "/";
    private static final String SUFFIX = ".swift";
    private static final int MOST_NAME_CHARS = 100;
    private static final int MOST_URI_CHARS = PREFIX.length() + 12 * MOST_NAME_CHARS;

    private FileUri() {}

    /// The name in a URI; empty if the URI names anything but a Swift file of the editor's.
    static Optional<String> name(String uri) {
        if (!uri.startsWith(PREFIX) || uri.length() > MOST_URI_CHARS) {
            return Optional.empty();
        }
        String encoded = uri.substring(PREFIX.length());
        if (!encoded.matches("(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+")) {
            return Optional.empty();
        }
        return decode(encoded).filter(FileUri::isName);
    }

    /// The URI of a file with this name.
    static String of(String name) {
        return PREFIX + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Where a file with this name is on the sandbox's disk.
    static String path(String name) {
        return DIRECTORY + "/" + name;
    }

    private static Optional<String> decode(String encoded) {
        try {
            byte[] bytes = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
                    .getBytes(StandardCharsets.ISO_8859_1);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isName(String name) {
        return name.length() <= MOST_NAME_CHARS
                && name.endsWith(SUFFIX)
                && name.length() > SUFFIX.length()
                && !name.startsWith(".")
                && name.indexOf('/') < 0
                && name.chars().noneMatch(Character::isISOControl);
    }
}
