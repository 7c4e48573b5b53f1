package dev.swiftlet.web;

import dev.swiftlet.protocol.Role;
import dev.swiftlet.session.ClientHost;
import dev.swiftlet.session.RunTerminal;
import dev.swiftlet.session.Session;
import dev.swiftlet.session.SessionConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// `/ws/sessions/{id}/runs/{run}`: the terminal and the events of a run beside a session's REPL.
@ApplicationScoped
public class RunSocket {
    private final SocketDoor door;
    private final SessionConfig config;
    private final Vertx vertx;

    RunSocket(SocketDoor door, SessionConfig config, Vertx vertx) {
        this.door = door;
        this.config = config;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.get("/ws/sessions/:id/runs/:run").handler(context -> {
            String run = String.valueOf(context.pathParam("run"));
            door.upgrade(context, (socket, session, onClose) -> open(socket, session, run, onClose));
        });
    }

    private void open(ServerWebSocket socket, Session session, String run, Runnable onClose) {
        ClientHost host = session.runs()
                .current()
                .filter(last -> last.id().value().equals(run))
                .map(RunTerminal::clients)
                .orElseGet(() -> new OverRun(session.loop()));
        InputRate rate = new InputRate(config.inputBytesPerSecond());
        new ClientSocket(vertx, socket, host, Role.OWNER, rate).open(onClose);
    }
}
