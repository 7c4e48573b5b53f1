package dev.swiftlet.session;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Names a run among those of its session: 64 random bits as 16 hex digits. Not a secret.
public record RunId(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 8;

    /// A new one.
    static RunId create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new RunId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
