package dev.swiftlet.sandbox;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;

/// The engine's framing of an attached container without a TTY: 8 bytes (which stream, three zeros, the length) and so
/// many bytes, again and again. Hands on what is of stdout, uncopied; holds nothing but a header.
final class StdioRecords {
    private static final int HEADER_BYTES = 8;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private final Handler<Buffer> stdout;
    private final Buffer header = Buffer.buffer(HEADER_BYTES);
    private Buffer partialHeader = header;
    private long left;
    private boolean wanted;

    StdioRecords(Handler<Buffer> stdout) {
        this.stdout = stdout;
    }

    /// False when the bytes are not such records.
    boolean feed(Buffer bytes) {
        var position = 0;
        while (position < bytes.length()) {
            if (left == 0) {
                var count = Math.min(HEADER_BYTES - partialHeader.length(), bytes.length() - position);
                partialHeader.appendBuffer(bytes, position, count);
                position += count;
                if (partialHeader.length() == HEADER_BYTES && !begin()) {
                    return false;
                }
                continue;
            }
            var count = (int) Math.min(left, bytes.length() - position);
            if (wanted) {
                stdout.handle(bytes.slice(position, position + count));
            }
            position += count;
            left -= count;
        }
        return true;
    }

    private boolean begin() {
        var stream = partialHeader.getByte(0);
        var zeros = partialHeader.getMedium(1);
        left = partialHeader.getUnsignedInt(4);
        wanted = stream == STDOUT;
        partialHeader = Buffer.buffer(HEADER_BYTES);
        return (stream == STDOUT || stream == STDERR) && zeros == 0;
    }
}
