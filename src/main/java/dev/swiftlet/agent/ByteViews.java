package dev.swiftlet.agent;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/// Between Vert.x's buffers and the JDK's, without copying: the one place that knows how Vert.x keeps its bytes. Any
/// thread.
@SuppressWarnings("deprecation") // Vert.x 5 moves these calls; they are what 4 has.
public final class ByteViews {
    private ByteViews() {}

    /// The same bytes, backed by an array.
    public static ByteBuffer of(Buffer buffer) {
        ByteBuffer view = buffer.getByteBuf().nioBuffer();
        return view.hasArray() ? view : ByteBuffer.wrap(buffer.getBytes());
    }

    /// The same bytes. They must not change until they have been written.
    public static Buffer of(ByteBuffer bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
    }
}
