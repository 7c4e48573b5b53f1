package dev.swiftlet.web;

import dev.swiftlet.language.LanguageConfig;
import dev.swiftlet.language.LanguageLimits;
import dev.swiftlet.language.LanguageServer;
import dev.swiftlet.session.Session;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/// `/ws/sessions/{id}/language`: between an editor and its session's language server.
@ApplicationScoped
public class LanguageSocket {
    private final SocketDoor door;
    private final LanguageConfig config;
    private final LanguageLimits limits;
    private final Vertx vertx;

    LanguageSocket(SocketDoor door, LanguageConfig config, LanguageLimits limits, Vertx vertx) {
        this.door = door;
        this.config = config;
        this.limits = limits;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        if (config.enabled()) {
            router.get("/ws/sessions/:id/language").handler(context -> door.upgrade(context, this::open));
        }
    }

    private void open(ServerWebSocket socket, Session session, Runnable onClose) {
        InputRate rate = new InputRate((int) config.inputPerSecond().asLongValue());
        new EditorSocket(vertx, socket, session.loop(), () -> server(session), limits, rate).open(onClose);
    }

    private LanguageServer server(Session session) {
        List<String> flags = session.toolchain().compiler();
        return session.companions()
                .get(
                        LanguageServer.class,
                        () -> new LanguageServer(
                                session.loop(),
                                () -> Duration.ofNanos(System.nanoTime()),
                                limits,
                                flags,
                                session::used));
    }
}
