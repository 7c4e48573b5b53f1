package dev.swiftlet.web;

import dev.swiftlet.protocol.Role;
import dev.swiftlet.sandbox.Instance;
import dev.swiftlet.session.Session;
import dev.swiftlet.session.SessionConfig;
import dev.swiftlet.session.SessionId;
import dev.swiftlet.session.SessionRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// `/ws/sessions/{id}`: decides who may open a socket to a session, before anything is allocated. A raw route: what
/// checks there are,
/// are these and those of [Perimeter], which has seen the host already.
@ApplicationScoped
public class SessionSocket {
    private final Origins origins;
    private final SessionRegistry sessions;
    private final Instance instance;
    private final SessionConfig config;
    private final WebConfig webConfig;
    private final Vertx vertx;
    private final AtomicInteger open = new AtomicInteger();

    SessionSocket(
            Origins origins,
            SessionRegistry sessions,
            Instance instance,
            SessionConfig config,
            WebConfig webConfig,
            Vertx vertx) {
        this.origins = origins;
        this.sessions = sessions;
        this.instance = instance;
        this.config = config;
        this.webConfig = webConfig;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.get("/ws/sessions/:id").handler(this::upgrade);
    }

    private void upgrade(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!origins.allows(request.getHeader(HttpHeaders.ORIGIN))) {
            refuse(context, Problem.Kind.FORBIDDEN_ORIGIN, "Pages of that origin may not use this server.");
        } else if (!SocketServer.SUBPROTOCOL.equals(request.getHeader("Sec-WebSocket-Protocol"))) {
            refuse(context, Problem.Kind.BAD_REQUEST, "Open this as a WebSocket with the subprotocol swiftlet.v1.");
        } else {
            find(String.valueOf(context.pathParam("id")), request)
                    .ifPresentOrElse(
                            session -> connect(context, session),
                            () -> refuse(
                                    context,
                                    Problem.Kind.NOT_FOUND,
                                    "There is no such session, or it is not yours, or it is over."));
        }
    }

    private Optional<Session> find(String id, HttpServerRequest request) {
        Cookie cookie = request.getCookie(OwnerCookie.name(request.isSSL()));
        return SessionId.parse(id)
                .flatMap(parsed -> OwnerCookie.owner(cookie == null ? null : cookie.getValue(), instance.key())
                        .flatMap(owner -> sessions.find(parsed, owner)));
    }

    private void connect(RoutingContext context, Session session) {
        if (open.incrementAndGet() > webConfig.maxSockets()) {
            open.decrementAndGet();
            refuse(context, Problem.Kind.BUSY, "The server has as many connections as it can take.");
            return;
        }
        context.request()
                .toWebSocket()
                .onSuccess(socket -> {
                    InputRate rate = new InputRate(config.inputBytesPerSecond());
                    new ClientSocket(vertx, socket, session, Role.OWNER, rate).open(open::decrementAndGet);
                })
                .onFailure(_ -> open.decrementAndGet());
    }

    private static void refuse(RoutingContext context, Problem.Kind kind, String detail) {
        Problems.send(context, Problem.of(kind, detail));
    }
}
