package dev.swiftlet.web;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/// Left to itself, Linux buffers up to 4 MiB for a client that reads slowly: at 100 KB/s it would
/// see the answer to Ctrl-C after 40 s. This much still fills a line of 20 Mbit/s with 50 ms.
@Singleton
public class SmallSendBuffers implements HttpServerOptionsCustomizer {
    /// Linux doubles it, for its own needs.
    private static final int BYTES = 64 * 1024;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setSendBufferSize(BYTES);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setSendBufferSize(BYTES);
    }
}
