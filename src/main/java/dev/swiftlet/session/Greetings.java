package dev.swiftlet.session;

import dev.swiftlet.protocol.Role;
import dev.swiftlet.protocol.ServerMessage;
import dev.swiftlet.toolchain.Toolchain;
import org.jspecify.annotations.Nullable;

/// What newcomers are told first, on whichever of a session's sockets.
final class Greetings {
    private Greetings() {}

    /// @param taken the last sequence taken from the client's sender, or null if that is not known
    static ServerMessage.Hello hello(
            SessionId session,
            Toolchain toolchain,
            SessionConfig config,
            int client,
            Role role,
            @Nullable Integer taken) {
        return new ServerMessage.Hello(
                session.value(),
                client,
                role,
                taken,
                new ServerMessage.ToolchainLabel(toolchain.id(), toolchain.label()),
                new ServerMessage.Limits(
                        Session.MAX_INPUT_FRAME,
                        Session.MAX_SUBMIT,
                        config.inputBytesPerSecond(),
                        config.idleTimeout().toSeconds()));
    }
}
