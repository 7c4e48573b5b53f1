package dev.swiftlet.web;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.Role;
import dev.swiftlet.session.Client;
import dev.swiftlet.session.ClientChannel;
import dev.swiftlet.session.ClientHost;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A run that its session does not know any more. Whoever comes is told so in words: a page cannot read why an upgrade
/// was refused.
record OverRun(EventLoop loop) implements ClientHost {
    @Override
    public @Nullable Client join(ClientChannel channel, Role role, ClientMessage.Join join) {
        channel.close(
                CloseReason.RUN_OVER,
                "This run is over: another has begun since, or the server was restarted, which ended it.");
        return null;
    }

    @Override
    public void leave(Client client) {}

    @Override
    public void input(Client client, int sequence, ByteBuffer bytes) {}

    @Override
    public void handle(Client client, ClientMessage message) {}

    @Override
    public void drained(Client client) {}
}
