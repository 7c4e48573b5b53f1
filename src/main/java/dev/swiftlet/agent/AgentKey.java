package dev.swiftlet.agent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What the agent of one sandbox proves itself with, and the marker that begins a connection to it. The same for a
/// sandbox's whole life, also when the server was restarted: derived, never stored.
///
/// @param proof 32 bytes
/// @param marker 16 bytes
@SuppressWarnings("ArrayRecordComponent") // secrets: compared in constant time by proves(), printed never
public record AgentKey(byte[] proof, byte[] marker) {
    static final int PROOF_BYTES = 32;
    static final int MARKER_BYTES = 16;

    public AgentKey {
        if (proof.length != PROOF_BYTES || marker.length != MARKER_BYTES) {
            throw new IllegalArgumentException("a proof has 32 bytes, a marker 16");
        }
        proof = proof.clone();
        marker = marker.clone();
    }

    /// The key of one sandbox.
    ///
    /// @param serverKey the server's own key, at least 32 bytes
    /// @param sandbox the sandbox's name
    public static AgentKey derive(byte[] serverKey, String sandbox) {
        if (serverKey.length < PROOF_BYTES) {
            throw new IllegalArgumentException("the server's key has fewer than 32 bytes");
        }
        var proof = mac(serverKey, "swiftlet agent proof\n" + sandbox);
        var marker = mac(serverKey, "swiftlet agent marker\n" + sandbox);
        return new AgentKey(proof, Arrays.copyOf(marker, MARKER_BYTES));
    }

    @Override
    public byte[] proof() {
        return proof.clone();
    }

    @Override
    public byte[] marker() {
        return marker.clone();
    }

    /// As the environment variable `SWIFTLET_AGENT_KEY` carries it: 96 hex digits.
    public String hex() {
        return HexFormat.of().formatHex(proof) + HexFormat.of().formatHex(marker);
    }

    /// Takes the same time whatever is wrong.
    boolean proves(byte[] claimed) {
        return MessageDigest.isEqual(proof, claimed);
    }

    @Override
    public String toString() {
        return "AgentKey[secret]";
    }

    private static byte[] mac(byte[] key, String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }
}
