package dev.swiftlet.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/// The body of one request, whole, within bounds of length and time. Confined to the request's event loop.
final class RequestBody {
    private final RoutingContext context;
    private final long most;
    private final Consumer<byte[]> whole;
    private final Buffer received = Buffer.buffer();
    private final long timer;
    private boolean over;

    private RequestBody(RoutingContext context, long most, Duration patience, Consumer<byte[]> whole) {
        this.context = context;
        this.most = most;
        this.whole = whole;
        this.timer = vertx().setTimer(patience.toMillis(), _ -> abandon());
    }

    /// Begins to receive; at once, or what has come is lost.
    ///
    /// @param whole hears it when it is there; not at all if it was refused or never came
    static void receive(RoutingContext context, long most, Duration patience, Consumer<byte[]> whole) {
        HttpServerRequest request = context.request();
        if (isEncoded(request)) {
            Problems.send(
                    context, Problem.of(Problem.Kind.UNSUPPORTED_BODY, "Send the body as it is, not compressed."));
            return;
        }
        RequestBody body = new RequestBody(context, most, patience, whole);
        request.exceptionHandler(_ -> body.end());
        request.endHandler(_ -> body.complete());
        request.handler(body::add);
        request.resume();
    }

    private static boolean isEncoded(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.strip().toLowerCase(Locale.ROOT).equals("identity");
    }

    private void add(Buffer bytes) {
        if (over) {
            return;
        }
        if (received.length() + bytes.length() > most) {
            end();
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            Problems.send(context, tooLarge(most));
            return;
        }
        received.appendBuffer(bytes);
    }

    static Problem tooLarge(long most) {
        return Problem.of(Problem.Kind.TOO_LARGE, "A body may have %d bytes, as it is sent.".formatted(most), "body");
    }

    private void complete() {
        if (!over) {
            end();
            whole.accept(received.getBytes());
        }
    }

    private void abandon() {
        if (!over) {
            end();
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            Problems.send(context, Problem.ofStatus(408, "Request Timeout"));
        }
    }

    private void end() {
        over = true;
        vertx().cancelTimer(timer);
    }

    private Vertx vertx() {
        return context.vertx();
    }
}
