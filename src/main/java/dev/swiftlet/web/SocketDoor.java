package dev.swiftlet.web;

import dev.swiftlet.sandbox.Instance;
import dev.swiftlet.session.Session;
import dev.swiftlet.session.SessionId;
import dev.swiftlet.session.SessionRegistry;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Decides who may open a socket to something of a session, before anything is allocated. Sockets are raw routes: what
/// checks there are, are these and those of [Perimeter], which has seen the host already.
@ApplicationScoped
public class SocketDoor {
    private final Origins origins;
    private final SessionRegistry sessions;
    private final Instance instance;
    private final WebConfig config;
    private final AtomicInteger open = new AtomicInteger();

    SocketDoor(Origins origins, SessionRegistry sessions, Instance instance, WebConfig config) {
        this.origins = origins;
        this.sessions = sessions;
        this.instance = instance;
        this.config = config;
    }

    /// What happens with a socket that may be opened.
    interface Opening {
        /// On the socket's thread.
        ///
        /// @param onClose to be called once when it is closed
        void open(ServerWebSocket socket, Session session, Runnable onClose);
    }

    /// Lets in whoever owns the session that the path's `id` names, from a page of ours.
    void upgrade(RoutingContext context, Opening opening) {
        HttpServerRequest request = context.request();
        if (!origins.allows(request.getHeader(HttpHeaders.ORIGIN))) {
            refuse(context, Problem.Kind.FORBIDDEN_ORIGIN, "Pages of that origin may not use this server.");
        } else if (!SocketServer.SUBPROTOCOL.equals(request.getHeader("Sec-WebSocket-Protocol"))) {
            refuse(context, Problem.Kind.BAD_REQUEST, "Open this as a WebSocket with the subprotocol swiftlet.v1.");
        } else {
            find(String.valueOf(context.pathParam("id")), request)
                    .ifPresentOrElse(
                            session -> connect(context, session, opening),
                            () -> refuse(
                                    context,
                                    Problem.Kind.NOT_FOUND,
                                    "There is no such session, or it is not yours, or it is over."));
        }
    }

    private Optional<Session> find(String id, HttpServerRequest request) {
        Cookie cookie = request.getCookie(ParticipantCookie.name(request.isSSL()));
        return SessionId.parse(id)
                .flatMap(parsed -> ParticipantCookie.participant(
                                cookie == null ? null : cookie.getValue(), instance.key())
                        .flatMap(owner -> sessions.find(parsed, owner)));
    }

    private void connect(RoutingContext context, Session session, Opening opening) {
        if (open.incrementAndGet() > config.maxSockets()) {
            open.decrementAndGet();
            refuse(context, Problem.Kind.BUSY, "The server has as many connections as it can take.");
            return;
        }
        context.request()
                .toWebSocket()
                .onSuccess(socket -> opening.open(socket, session, open::decrementAndGet))
                .onFailure(_ -> open.decrementAndGet());
    }

    private static void refuse(RoutingContext context, Problem.Kind kind, String detail) {
        Problems.send(context, Problem.of(kind, detail));
    }
}
