package dev.swiftlet.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/// One client of a session. Closing it leaves the session.
final class SessionLink extends WebSocketLink {
    private int sequence;

    SessionLink(Connection connection) {
        super(connection);
    }

    @Override
    public void type(byte[] keys) throws IOException {
        super.type(ByteBuffer.allocate(Integer.BYTES + keys.length)
                .putInt(++sequence)
                .put(keys)
                .array());
    }

    @Override
    public void interrupt() throws IOException {
        send("{\"type\":\"interrupt\"}");
    }
}
