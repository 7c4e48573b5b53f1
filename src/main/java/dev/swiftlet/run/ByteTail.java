package dev.swiftlet.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The last bytes of something longer. Not thread-safe.
final class ByteTail {
    private final byte[] ring;
    private long written;

    ByteTail(int most) {
        ring = new byte[most];
    }

    void add(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            ring[(int) (written++ % ring.length)] = bytes.get(i);
        }
    }

    /// As text; what is not UTF-8 is replaced.
    String text() {
        int length = (int) Math.min(written, ring.length);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((written - length + i) % ring.length)];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
