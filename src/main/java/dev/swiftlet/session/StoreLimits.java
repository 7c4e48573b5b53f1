package dev.swiftlet.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// How much a [SessionStore] keeps. What comes from a browser or a sandbox is held to it before
/// it is stored.
///
/// @param retention how long after its end a saved session is kept; zero keeps none
/// @param savedPerOwner how many saved sessions of one owner are kept, the newest
public record StoreLimits(Duration retention, int savedPerOwner) {
    /// Entries of one session: the first ones, since each may need those before it.
    public static final int ENTRIES = 2000;
    /// Bytes of one entry's text in UTF-8.
    public static final int ENTRY_BYTES = 64 << 10;
    /// Bytes of one entry's output in UTF-8; more is cut.
    public static final int OUTPUT_BYTES = 4 << 10;
    /// Files of one session.
    public static final int FILES = 20;
    /// Of a file's name, for people.
    public static final String NAME_RULE =
            "has 1 to 100 characters, none of them a slash or a control character, and is not . or ..";
    /// Characters of a file's name.
    public static final int NAME_LENGTH = 100;
    /// Bytes of all texts of one session's files together in UTF-8.
    public static final int FILES_BYTES = 256 << 10;
    /// Bytes of a transcript; of more, the last.
    public static final int TRANSCRIPT_BYTES = 1 << 20;

    private static final int MESSAGE_LENGTH = 1000;

    /// The files as they are kept.
    ///
    /// @throws IllegalArgumentException in words for whoever sent them
    public static Map<String, String> checkFiles(Map<String, String> files) {
        if (isTooMuch(files)) {
            throw new IllegalArgumentException(
                    "There may be %d files of %d bytes together.".formatted(FILES, FILES_BYTES));
        }
        if (!files.keySet().stream().allMatch(StoreLimits::isName)) {
            throw new IllegalArgumentException("A file's name " + NAME_RULE + ".");
        }
        return files.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, file -> storable(file.getValue())));
    }

    /// Whether they are too many or too long, whatever else they are.
    public static boolean isTooMuch(Map<String, String> files) {
        return files.size() > FILES
                || files.values().stream()
                                .mapToLong(text -> utf8(storable(text)))
                                .sum()
                        > FILES_BYTES;
    }

    /// Whether a file may be called so.
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= NAME_LENGTH
                && !name.contains("/")
                && !name.equals(".")
                && !name.equals("..")
                && name.codePoints().noneMatch(c -> Character.isISOControl(c) || isHalf(c));
    }

    /// @throws IllegalArgumentException if it is too long: cut, it would be another
    static String checkEntry(String text) {
        String clean = storable(text);
        if (utf8(clean) > ENTRY_BYTES) {
            throw new IllegalArgumentException("an entry may have %d bytes".formatted(ENTRY_BYTES));
        }
        return clean;
    }

    /// The beginning of it, in whole characters.
    static String cutOutput(String text) {
        String clean = storable(text.substring(0, Math.min(text.length(), OUTPUT_BYTES)));
        int bytes = 0;
        for (int i = 0; i < clean.length(); i = clean.offsetByCodePoints(i, 1)) {
            bytes += utf8(Character.toString(clean.codePointAt(i)));
            if (bytes > OUTPUT_BYTES) {
                return clean.substring(0, i);
            }
        }
        return clean;
    }

    static byte[] cutTranscript(byte[] bytes) {
        return bytes.length <= TRANSCRIPT_BYTES
                ? bytes
                : Arrays.copyOfRange(bytes, bytes.length - TRANSCRIPT_BYTES, bytes.length);
    }

    static String cutMessage(String message) {
        return storable(message.substring(0, Math.min(message.length(), MESSAGE_LENGTH)));
    }

    /// No database keeps half a character, and PostgreSQL no NUL.
    private static String storable(String text) {
        return text.codePoints().anyMatch(c -> c == 0 || isHalf(c))
                ? text.codePoints()
                        .map(c -> c == 0 || isHalf(c) ? 0xFFFD : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
