package dev.swiftlet.session;

import dev.swiftlet.protocol.Role;
import dev.swiftlet.protocol.ServerMessage;
import dev.swiftlet.terminal.TerminalSize;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The clients of one terminal, and which of them controls the terminal: the one that typed last,
/// else the first that may type.
final class Audience {
    private final Set<Client> clients = new LinkedHashSet<>();
    private @Nullable Client controlling;
    private TerminalSize size = TerminalSize.DEFAULT;
    private boolean catchingUp;

    int count() {
        return clients.size();
    }

    @Nullable
    Client controlling() {
        return controlling;
    }

    /// The size that the TTY has, or should have: the controlling client's, kept when it leaves.
    TerminalSize size() {
        return size;
    }

    /// The size that it has while nobody has come.
    void startWith(TerminalSize first) {
        size = first;
    }

    void forEach(Consumer<Client> action) {
        clients.forEach(action);
    }

    boolean contains(Client client) {
        return clients.contains(client);
    }

    /// @return whether the control, and so perhaps the size, changed
    boolean add(Client client) {
        clients.add(client);
        return controlling == null && takeControl(client);
    }

    /// @return whether the control, and so perhaps the size, changed
    boolean remove(Client client) {
        clients.remove(client);
        if (controlling != client) {
            return false;
        }
        controlling = null;
        clients.stream()
                .filter(other -> other.role().includes(Role.EDITOR))
                .findFirst()
                .ifPresent(this::takeControl);
        return true;
    }

    /// @return whether the control, and so perhaps the size, changed
    boolean takeControl(Client client) {
        if (controlling == client || !client.role().includes(Role.EDITOR)) {
            return false;
        }
        controlling = client;
        size = client.size();
        return true;
    }

    /// @return whether the TTY's size is to change
    boolean resize(Client client, TerminalSize now) {
        client.resize(now);
        if (controlling != client || now.equals(size)) {
            return false;
        }
        size = now;
        return true;
    }

    ServerMessage.Control control() {
        return new ServerMessage.Control(controlling == null ? null : controlling.number(), size);
    }

    void send(ServerMessage message) {
        clients.forEach(client -> client.channel().send(message));
    }

    void confirm(Senders senders) {
        clients.forEach(client -> client.confirm(senders.taken(client.sender())));
    }

    /// The client that this sender has now.
    Optional<Client> find(String sender) {
        return clients.stream().filter(client -> client.sender().equals(sender)).findFirst();
    }

    void resumeInput() {
        clients.forEach(client -> client.channel().resumeInput());
    }

    /// The program was interrupted: whoever is far behind need not see what it printed, and
    /// waits for [#catchUp].
    void skip() {
        clients.forEach(Client::skip);
        catchingUp = true;
    }

    /// The prompt is back after an interrupt, or it takes long.
    void catchUp() {
        if (catchingUp) {
            catchingUp = false;
            clients.forEach(Client::catchUp);
        }
    }

    void offer(long offset, ByteBuffer bytes) {
        clients.forEach(client -> client.offer(offset, bytes.duplicate()));
    }

    void begin() {
        clients.forEach(Client::begin);
    }

    void close(ServerMessage.Closed why) {
        List.copyOf(clients).forEach(client -> client.channel().close(why));
        clients.clear();
        controlling = null;
    }
}
