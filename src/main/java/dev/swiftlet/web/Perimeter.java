package dev.swiftlet.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// What every request passes first: the headers that every answer carries, the host it was sent
/// to, and, for requests that change something, the page it comes from.
@ApplicationScoped
public class Perimeter {
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> FOR_PROGRAMS = Set.of("/api/runs", "/api/format");

    /// Characters. What is beyond the server's own limit of 16 KiB gets a bare 414 from the decoder.
    private static final int MAX_URI = 4096;

    private static final String MARK = "X-Swiftlet";
    private static final String MALFORMED =
            "The address is malformed: what is neither a letter nor a digit is written as %20 is for a space.";

    private final Origins origins;
    private final ResponseHeaders headers;
    private final long maxBody;

    Perimeter(
            Origins origins,
            ResponseHeaders headers,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.origins = origins;
        this.headers = headers;
        this.maxBody = maxBody.asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::check).failureHandler(this::failed);
    }

    /// The router itself refuses what names no host or has no path, before any handler sees it.
    private void failed(RoutingContext context) {
        if (context.statusCode() != 400 || context.response().ended()) {
            context.next();
            return;
        }
        headers.apply(context.request());
        if (isNameless(context.request())) {
            Problems.send(context, Problem.of(Problem.Kind.BAD_REQUEST, "A request names one Host."));
        } else if (isMalformed(context.request())) {
            Problems.send(context, Problem.of(Problem.Kind.BAD_REQUEST, MALFORMED));
        } else {
            context.next();
        }
    }

    /// The server would say so without a word, so it is told not to look: see [Swiftlet].
    private static boolean isMalformed(HttpServerRequest request) {
        try {
            return new URI(request.uri()).getRawPath() == null;
        } catch (URISyntaxException e) {
            return true;
        }
    }

    private static boolean isNameless(HttpServerRequest request) {
        return request.authority() == null;
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        headers.apply(request);
        if (request.headers().getAll(HttpHeaders.ORIGIN).size() > 1) {
            Problems.send(context, Problem.of(Problem.Kind.BAD_REQUEST, "A request has one Origin."));
        } else if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            Problems.send(context, Problem.of(Problem.Kind.BAD_REQUEST, "A request names one Host."));
        } else if (request.uri().length() > MAX_URI) {
            Problems.send(context, Problem.ofStatus(414, "URI too long"));
        } else if (isMalformed(request)) {
            Problems.send(context, Problem.of(Problem.Kind.BAD_REQUEST, MALFORMED));
        } else if (tooLarge(request)) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            Problems.send(context, RequestBody.tooLarge(maxBody));
        } else if (!origins.allowsHost(authority(request))) {
            Problems.send(context, Problem.of(Problem.Kind.UNKNOWN_HOST, "This server does not go by that name."));
        } else if (SAFE.contains(request.method())) {
            context.next();
        } else if (!mayChange(request)) {
            Problems.send(
                    context,
                    Problem.of(Problem.Kind.FORBIDDEN_ORIGIN, "Pages of that origin may not use this server."));
        } else if (request.getHeader(MARK) == null && !isForPrograms(request)) {
            Problems.send(
                    context,
                    Problem.of(
                            Problem.Kind.MISSING_HEADER,
                            "Send the header X-Swiftlet: 1 with requests that change something."));
        } else {
            context.next();
        }
    }

    /// What says so beforehand is refused in our words; the server's own limit holds for what does not.
    private boolean tooLarge(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("[0-9]{1,18}") && Long.parseLong(length) > maxBody;
    }

    /// What HTTP/1 has in `Host` and HTTP/2 in `:authority`; the port is left out where it is the scheme's own.
    private static @Nullable String authority(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        if (authority == null) {
            return null;
        }
        return authority.port() < 0 ? authority.host() : authority.host() + ":" + authority.port();
    }

    /// What takes nothing from a browser's owner needs no mark from programs: a plain `curl` will do.
    private static boolean isForPrograms(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.ORIGIN) == null && FOR_PROGRAMS.contains(String.valueOf(request.path()));
    }

    /// A page names its origin; a program names none and brings no cookie of a browser.
    private boolean mayChange(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String site = request.getHeader("Sec-Fetch-Site");
        boolean sameSite = site == null || site.equals("same-origin") || site.equals("none");
        return origin == null
                ? request.getHeader(HttpHeaders.COOKIE) == null && site == null
                : origins.allows(origin) && sameSite;
    }
}
