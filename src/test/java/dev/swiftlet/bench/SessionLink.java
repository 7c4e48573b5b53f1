package dev.swiftlet.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/// One client of a session. Closing it leaves the session, or ends it.
final class SessionLink extends WebSocketLink {
    /// What ends the session.
    interface End {
        void end() throws IOException;
    }

    private int sequence;
    private End end = () -> {};

    SessionLink(Connection connection) {
        super(connection);
    }

    /// From now on closing this client is the end of the session, too.
    SessionLink endingIt(End its) {
        end = its;
        return this;
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

    @Override
    public void close() {
        super.close();
        try {
            end.end();
        } catch (IOException e) {
            // The server is gone, and with it the session.
        }
    }
}
