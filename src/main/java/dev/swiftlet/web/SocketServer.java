package dev.swiftlet.web;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// How the HTTP server speaks WebSocket.
@ApplicationScoped
public class SocketServer implements HttpServerOptionsCustomizer {
    static final String SUBPROTOCOL = "swiftlet.v1";

    /// The longest `submit` with every character escaped; longer frames are refused with 1009.
    private static final int MAX_FRAME = 65_536;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        customize(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customize(options);
    }

    private static void customize(HttpServerOptions options) {
        options.setWebSocketSubProtocols(List.of(SUBPROTOCOL))
                .setMaxWebSocketFrameSize(MAX_FRAME)
                .setMaxWebSocketMessageSize(MAX_FRAME)
                // Compression halves a fast link and costs memory for each socket.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setTcpNoDelay(true);
    }
}
