package dev.swiftlet.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One person: the keyed hash of the secret that their browser holds. The secret itself is never kept.
/// Whoever creates a session owns it.
///
/// @param hash HMAC-SHA-256 of the secret under the server's key, in hex
public record Participant(String hash) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;

    /// A new secret: 256 random bits, 43 characters that a cookie may carry.
    public static String createSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The participant who holds this secret.
    public static Participant of(String secret, byte[] serverKey) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(serverKey, "HmacSHA256"));
            mac.update("owner\0".getBytes(StandardCharsets.UTF_8));
            return new Participant(HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// Compares in constant time.
    @Override
    public boolean equals(Object other) {
        return other instanceof Participant(var otherHash)
                && MessageDigest.isEqual(
                        hash.getBytes(StandardCharsets.US_ASCII), otherHash.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    /// Not the hash: this may end in a log.
    @Override
    public String toString() {
        return "Participant";
    }
}
