package dev.swiftlet.session;

import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.ErrorCode;
import dev.swiftlet.protocol.ReplState;
import dev.swiftlet.protocol.Role;
import dev.swiftlet.protocol.ServerMessage;
import java.nio.ByteBuffer;

/// What the clients of a session want of it, once they have joined: looks whether they may, notes
/// that somebody is there, and passes it on. Confined to the session's loop.
final class Requests {
    private final Life life;
    private final ReplTerminal repl;
    private final Terminal terminal;

    Requests(Life life, ReplTerminal repl) {
        this.life = life;
        this.repl = repl;
        this.terminal = repl.terminal();
    }

    /// @param sequence its number among the sender's input
    void input(Client client, int sequence, ByteBuffer bytes) {
        if (mayType(client)) {
            repl.typing().input(client, sequence, bytes);
        }
    }

    void handle(Client client, ClientMessage message) {
        if (!client.role().includes(message.leastRole())) {
            client.refuse(ErrorCode.FORBIDDEN, "Viewers can only watch.");
            return;
        }
        switch (message) {
            case ClientMessage.Join _ -> client.refuse(ErrorCode.MALFORMED, "This client has joined already.");
            case ClientMessage.Resize(var size) -> terminal.resize(client, size);
            case ClientMessage.Submit(var sequence, var text) -> {
                if (mayType(client)) {
                    repl.typing().submit(client, sequence, text);
                }
            }
            case ClientMessage.Interrupt() -> {
                if (mayType(client)) {
                    repl.typing().interrupt();
                }
            }
            case ClientMessage.Restart(var replay) -> restart(replay);
            case ClientMessage.StopReplay() -> repl.replays().stop(null, Replay.Current.GOES_ON);
            case ClientMessage.Keep() -> life.active();
            case ClientMessage.Stop _, ClientMessage.EndOfInput _ ->
                client.refuse(ErrorCode.MALFORMED, "That is for a run's own socket.");
            case ClientMessage.Pause() -> client.pause();
            case ClientMessage.Resume() -> terminal.resume(client);
            case ClientMessage.Ping(var ping) -> client.channel().send(new ServerMessage.Pong(ping));
        }
    }

    private boolean mayType(Client client) {
        if (!client.role().includes(Role.EDITOR)) {
            client.refuse(ErrorCode.FORBIDDEN, "Viewers can only watch.");
            return false;
        }
        life.active();
        terminal.takeControl(client);
        return terminal.audience().contains(client);
    }

    private void restart(boolean replay) {
        if (life.state() instanceof SessionState.Open open && open.repl() == ReplState.ENDED) {
            repl.plan(replay);
            life.apply(new SessionEvent.RestartRequested(life.now()));
        }
    }
}
