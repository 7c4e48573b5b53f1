package dev.swiftlet.agent;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Looks for the bytes that begin a connection in what a stream brings, and throws away what comes before them: frames
/// that an agent had sent to an earlier server.
final class MarkerSearch {
    private final byte[] wanted;
    private final int mostDiscarded;
    private byte[] held = {};
    private long discarded;

    MarkerSearch(Buffer wanted, int mostDiscarded) {
        this.wanted = wanted.getBytes();
        this.mostDiscarded = mostDiscarded;
    }

    /// What follows the wanted bytes, or null when they have not come yet.
    @Nullable
    Buffer feed(Buffer bytes) throws MalformedFrameException {
        var all = Arrays.copyOf(held, held.length + bytes.length());
        bytes.getBytes(0, bytes.length(), all, held.length);
        var at = find(all);
        discarded += (at < 0 ? Math.max(0, all.length - wanted.length + 1) : at);
        if (discarded > mostDiscarded) {
            throw new MalformedFrameException("no marker in " + discarded + " bytes");
        }
        if (at < 0) {
            held = Arrays.copyOfRange(all, Math.max(0, all.length - wanted.length + 1), all.length);
            return null;
        }
        return Buffer.buffer(all).slice(at + wanted.length, all.length);
    }

    private int find(byte[] all) {
        for (var at = 0; at <= all.length - wanted.length; at++) {
            if (all[at] == wanted[0] && Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
