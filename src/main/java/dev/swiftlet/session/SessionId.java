package dev.swiftlet.session;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/// Names a session: 128 random bits as 32 hex digits. Not a secret; useless without a credential.
public record SessionId(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    public SessionId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a session id");
        }
    }

    /// A new one.
    public static SessionId create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SessionId(HexFormat.of().formatHex(bytes));
    }

    /// Reads one that a stranger sent.
    public static Optional<SessionId> parse(String text) {
        return isValid(text) ? Optional.of(new SessionId(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return text.length() == 2 * BYTES
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    @Override
    public String toString() {
        return value;
    }
}
