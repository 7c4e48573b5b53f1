package dev.swiftlet.web;

import dev.swiftlet.protocol.Role;
import dev.swiftlet.session.Session;
import dev.swiftlet.session.SessionConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// `/ws/sessions/{id}`: a session's terminal, and what happens in it.
@ApplicationScoped
public class SessionSocket {
    private final SocketDoor door;
    private final SessionConfig config;
    private final Vertx vertx;

    SessionSocket(SocketDoor door, SessionConfig config, Vertx vertx) {
        this.door = door;
        this.config = config;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.get("/ws/sessions/:id").handler(context -> door.upgrade(context, this::open));
    }

    private void open(ServerWebSocket socket, Session session, Runnable onClose) {
        InputRate rate = new InputRate(config.inputBytesPerSecond());
        new ClientSocket(vertx, socket, session, Role.OWNER, rate).open(onClose);
    }
}
