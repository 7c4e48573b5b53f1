package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ServerMessage;
import java.nio.ByteBuffer;

/// The way to one client's browser. A session calls it on its own loop only; it may belong to another thread.
public interface ClientChannel {
    /// Sends a message, after everything sent before.
    void send(ServerMessage message);

    /// Sends terminal bytes, after everything sent before. The buffer's content never changes afterwards; its position
    /// is not moved.
    void send(ByteBuffer bytes);

    /// Sends a JSON object as a text frame, after everything sent before. Counts as bytes of output do, so that there
    /// may be many of them.
    void sendEvent(String json);

    /// Bytes that were sent and that the network has not taken yet.
    long unsent();

    /// Take no more input from this client until [#resumeInput].
    void pauseInput();

    /// Take input again.
    void resumeInput();

    /// Says why and closes.
    void close(ServerMessage.Closed why);

    /// Says why this connection, and not the session, ends, and closes.
    default void close(CloseReason reason, String message) {
        close(new ServerMessage.Closed(reason, false, false, message));
    }
}
