package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ErrorCode;
import dev.swiftlet.protocol.Role;
import dev.swiftlet.protocol.ServerMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The clients of one run: who comes and goes, and what they want of it. Confined to the session's loop.
final class RunClients implements ClientHost {
    /// What it needs of the session.
    ///
    /// @param active told that somebody did something
    /// @param hello the greeting for a client's number, role, and the input that was taken of it
    record Place(EventLoop loop, int most, Runnable active, Greeting hello) {}

    /// Makes a greeting.
    interface Greeting {
        ServerMessage.Hello of(int client, Role role, @Nullable Integer taken);
    }

    private final RunTerminal run;
    private final Terminal terminal;
    private final Audience audience;
    private final RunFeed feed;
    private final Place place;
    private final Senders senders = new Senders();
    /// Who has not got all events yet, and the offset that they want after them, if they want one.
    private final Map<Client, @Nullable Long> waiting = new HashMap<>();
    private ServerMessage.@Nullable Closed closed;
    private int lastClient;

    RunClients(RunTerminal run, Terminal terminal, RunFeed feed, Place place) {
        this.run = run;
        this.terminal = terminal;
        this.audience = terminal.audience();
        this.feed = feed;
        this.place = place;
    }

    @Override
    public EventLoop loop() {
        return place.loop();
    }

    @Override
    public @Nullable Client join(ClientChannel channel, Role role, ClientMessage.Join join) {
        if (closed != null || audience.count() >= place.most()) {
            channel.close(
                    closed != null
                            ? closed
                            : new ServerMessage.Closed(
                                    CloseReason.CROWDED, false, false, "This run has as many clients as it can take."));
            return null;
        }
        audience.find(join.sender()).ifPresent(this::replaced);
        Integer taken = senders.taken(join.sender());
        senders.add(join.sender());
        Client client = new Client(++lastClient, role, join.sender(), channel, terminal.output(), join.size());
        channel.send(place.hello().of(client.number(), role, taken));
        boolean controlChanged = terminal.add(client);
        if (role.includes(Role.EDITOR)) {
            place.active().run();
        }
        announce();
        feed.join(client);
        waiting.put(client, join.offset());
        pump(client);
        if (controlChanged) {
            terminal.controlChanged();
        }
        return client;
    }

    @Override
    public void leave(Client client) {
        if (audience.contains(client)) {
            feed.leave(client);
            waiting.remove(client);
            terminal.remove(client);
            announce();
            terminal.advance();
        }
    }

    @Override
    public void input(Client client, int sequence, ByteBuffer bytes) {
        if (!mayType(client) || !senders.take(client.sender(), sequence)) {
            return;
        }
        if (bytes.remaining() > Session.MAX_INPUT_FRAME) {
            client.refuse(
                    ErrorCode.TOO_LARGE, "One message may carry %d bytes of input.".formatted(Session.MAX_INPUT_FRAME));
        } else {
            run.type(client, bytes);
        }
    }

    @Override
    public void handle(Client client, ClientMessage message) {
        if (!client.role().includes(message.leastRole())) {
            client.refuse(ErrorCode.FORBIDDEN, "Viewers can only watch.");
            return;
        }
        switch (message) {
            case ClientMessage.Join _ -> client.refuse(ErrorCode.MALFORMED, "This client has joined already.");
            case ClientMessage.Resize(var size) -> terminal.resize(client, size);
            case ClientMessage.Interrupt() -> {
                if (mayType(client)) {
                    run.interrupt();
                }
            }
            case ClientMessage.Stop() -> {
                if (mayType(client)) {
                    run.stop();
                }
            }
            case ClientMessage.EndOfInput() -> {
                if (mayType(client)) {
                    run.endOfInput(client);
                }
            }
            case ClientMessage.Pause() -> client.pause();
            case ClientMessage.Resume() -> terminal.resume(client);
            case ClientMessage.Ping(var ping) -> client.channel().send(new ServerMessage.Pong(ping));
            case ClientMessage.Submit _, ClientMessage.Restart _, ClientMessage.StopReplay _, ClientMessage.Keep _ ->
                client.refuse(ErrorCode.MALFORMED, "That is for the REPL's own socket.");
        }
    }

    @Override
    public void drained(Client client) {
        if (audience.contains(client)) {
            pump(client);
            terminal.drained(client);
        }
    }

    /// Events came: gives them to whoever has room.
    void pump() {
        List<Client> all = new ArrayList<>();
        audience.forEach(all::add);
        all.forEach(this::pump);
    }

    /// Tells each client how far its input was taken.
    void confirm() {
        audience.confirm(senders);
    }

    /// Nobody is let in any more.
    void close(ServerMessage.Closed why) {
        closed = why;
        waiting.clear();
        audience.close(why);
    }

    /// Its stream begins after the events that there were.
    private void pump(Client client) {
        if (feed.pump(client) && waiting.containsKey(client)) {
            terminal.stream(client, waiting.remove(client));
        }
    }

    private void announce() {
        audience.send(new ServerMessage.Clients(audience.count()));
    }

    private boolean mayType(Client client) {
        if (!client.role().includes(Role.EDITOR)) {
            client.refuse(ErrorCode.FORBIDDEN, "Viewers can only watch.");
            return false;
        }
        place.active().run();
        if (audience.contains(client)) {
            terminal.takeControl(client);
            return true;
        }
        return false;
    }

    /// The same page came back before its lost connection was noticed.
    private void replaced(Client former) {
        leave(former);
        former.channel().close(CloseReason.GONE, "This page has another connection now.");
    }
}
