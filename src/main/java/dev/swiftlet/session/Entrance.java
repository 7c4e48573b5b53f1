package dev.swiftlet.session;

import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.Role;
import dev.swiftlet.protocol.ServerMessage;
import dev.swiftlet.toolchain.Toolchain;
import org.jspecify.annotations.Nullable;

/// Who comes to a session and who goes: refuses, greets, and tells the newcomer how things stand.
/// Confined to the session's loop.
final class Entrance {
    private final SessionId id;
    private final Toolchain toolchain;
    private final SessionConfig config;
    private final Life life;
    private final ReplTerminal repl;
    private final Exit exit;
    private final SessionRuns runs;
    private int lastClient;

    Entrance(
            SessionId id,
            Toolchain toolchain,
            SessionConfig config,
            Life life,
            ReplTerminal repl,
            Exit exit,
            SessionRuns runs) {
        this.id = id;
        this.toolchain = toolchain;
        this.config = config;
        this.life = life;
        this.repl = repl;
        this.exit = exit;
        this.runs = runs;
    }

    /// @return the client, or null if it was refused and its channel closed
    @Nullable
    Client join(ClientChannel channel, Role role, ClientMessage.Join join) {
        ServerMessage.Closed refusal = refusal();
        if (refusal != null) {
            channel.close(refusal);
            return null;
        }
        Terminal terminal = repl.terminal();
        terminal.audience().find(join.sender()).ifPresent(this::replaced);
        Client client = new Client(++lastClient, role, join.sender(), channel, terminal.output(), join.size());
        channel.send(hello(client));
        boolean controlChanged = terminal.add(client);
        life.apply(new SessionEvent.ClientJoined(life.now(), role.includes(Role.EDITOR)));
        greet(channel);
        terminal.stream(client, join.offset());
        if (controlChanged) {
            terminal.controlChanged();
        }
        return client;
    }

    void leave(Client client) {
        Terminal terminal = repl.terminal();
        if (!terminal.audience().contains(client)) {
            return;
        }
        terminal.remove(client);
        life.apply(new SessionEvent.ClientLeft(life.now()));
        terminal.advance();
    }

    private ServerMessage.@Nullable Closed refusal() {
        ServerMessage.Closed gone = exit.said();
        if (gone == null && repl.terminal().audience().count() >= config.maxClients()) {
            return new ServerMessage.Closed(
                    CloseReason.CROWDED, false, false, "This session has as many clients as it can take.");
        }
        return gone;
    }

    private ServerMessage.Hello hello(Client client) {
        Integer taken = repl.typing().join(client.sender());
        return Greetings.hello(id, toolchain, config, client.number(), client.role(), taken);
    }

    private void greet(ClientChannel channel) {
        channel.send(life.repl());
        Ticket.Place place = life.place();
        if (place != null) {
            channel.send(new ServerMessage.Queued(place.place(), place.estimateSeconds()));
        }
        repl.replays().greet(channel);
        channel.send(runs.message());
    }

    /// The same page came back before its lost connection was noticed; what that one may still
    /// bring is too late.
    private void replaced(Client former) {
        leave(former);
        former.channel().close(CloseReason.GONE, "This page has another connection now.");
    }
}
