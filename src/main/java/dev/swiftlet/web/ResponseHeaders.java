package dev.swiftlet.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/// The headers of every answer, errors and static files included.
@ApplicationScoped
public class ResponseHeaders {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
                    + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Embedder-Policy", "require-corp",
            "Permissions-Policy",
                    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(self), clipboard-write=(self)");

    void apply(HttpServerRequest request) {
        MultiMap headers = request.response().headers();
        ALWAYS.forEach(headers::set);
        if (request.isSSL()) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        String path = String.valueOf(request.path());
        if (path.startsWith("/api/")) {
            headers.set("Cache-Control", "no-store");
        } else if (!path.startsWith("/assets/")) {
            // Only assets have a hash in their names; an old page would ask for assets that are no more.
            request.response().headersEndHandler(_ -> headers.set("Cache-Control", "no-cache"));
        }
    }
}
