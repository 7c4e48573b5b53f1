package dev.swiftlet.session;

import java.nio.charset.StandardCharsets;

/// Turns a text into the keys that enter it at LLDB's prompt as one entry, however many lines it
/// has: LLDB binds ESC RETURN to «break the line here», where RETURN alone would submit as soon
/// as what stands there could be complete. (Measured: 800 lines take 2 s.)
final class ReplEntry {
    private static final String LINE_BREAK = "\u001b\r";
    private static final String ENTER = "\r";
    /// A tab key would complete.
    private static final String TAB = "    ";

    private ReplEntry() {}

    /// @return the keys; none if the text has nothing but white space
    static byte[] encode(String text) {
        String clean = text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace("\t", TAB)
                .replaceAll("[\\p{Cc}&&[^\n]]", "")
                .stripTrailing();
        if (clean.isEmpty()) {
            return new byte[0];
        }
        return (clean.replace("\n", LINE_BREAK) + ENTER).getBytes(StandardCharsets.UTF_8);
    }
}
