package dev.swiftlet.web;

import dev.swiftlet.session.Participant;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The cookie that holds a participant's secret: one for each browser, for all of its sessions. Over
/// https its name binds it to this host; over http (loopback only) no browser would take that
/// name.
final class ParticipantCookie {
    static final String SECURE_NAME = "__Host-swiftlet";
    static final String PLAIN_NAME = "swiftlet";

    /// As long as browsers keep a cookie: the secret is worth nothing once its sessions are gone.
    private static final long MAX_AGE_SECONDS = 400L * 24 * 3600;

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private ParticipantCookie() {}

    static String name(boolean secure) {
        return secure ? SECURE_NAME : PLAIN_NAME;
    }

    /// The participant that a cookie's value names, if it can be one of ours.
    static Optional<Participant> participant(@Nullable String value, byte[] serverKey) {
        return value != null && SECRET.matcher(value).matches()
                ? Optional.of(Participant.of(value, serverKey))
                : Optional.empty();
    }

    /// The participant whose browser sent this request.
    static Optional<Participant> participant(HttpServerRequest request, byte[] serverKey) {
        Cookie cookie = request.getCookie(name(request.isSSL()));
        return participant(cookie == null ? null : cookie.getValue(), serverKey);
    }

    /// The `Set-Cookie` header that hands a secret out.
    static String header(String secret, boolean secure) {
        return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
                .formatted(name(secure), secret, MAX_AGE_SECONDS, secure ? "; Secure" : "");
    }
}
