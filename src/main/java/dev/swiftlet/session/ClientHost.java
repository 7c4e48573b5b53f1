package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.Role;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What a client's connection leads to. Called on its loop, but for [#loop()] itself.
public interface ClientHost {
    EventLoop loop();

    /// A client has come.
    ///
    /// @return the client, or null if it was refused and its channel closed
    @Nullable
    Client join(ClientChannel channel, Role role, ClientMessage.Join join);

    /// A client's connection is gone.
    void leave(Client client);

    /// A client typed.
    ///
    /// @param sequence its number among the sender's input
    void input(Client client, int sequence, ByteBuffer bytes);

    /// A client sent a message other than `join`.
    void handle(Client client, ClientMessage message);

    /// A client's channel has room again.
    void drained(Client client);
}
