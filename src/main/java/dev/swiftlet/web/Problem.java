package dev.swiftlet.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a request was refused, as `application/problem+json` (RFC 9457). Says nothing about the server's inside.
///
/// @param type a URI that names the kind of problem
/// @param title the same, in words
/// @param status the HTTP status
/// @param detail what was wrong with this request, and what to do
/// @param field the part of the request that is wrong, e.g. `limits.runSeconds`; absent where it is not one
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String field) {
    /// The media type.
    public static final String MEDIA_TYPE = "application/problem+json";

    /// The kinds of problem.
    public enum Kind {
        BAD_REQUEST(400, "Bad request"),
        INVALID_FIELD(400, "Invalid field"),
        MISSING_HEADER(403, "Missing header"),
        FORBIDDEN_ORIGIN(403, "Forbidden origin"),
        UNKNOWN_HOST(403, "Unknown host"),
        NOT_FOUND(404, "Not found"),
        NOT_READY(409, "Not ready yet"),
        UNKNOWN_TOOLCHAIN(400, "Unknown toolchain"),
        TOO_LARGE(413, "Too large"),
        NOT_ACCEPTABLE(406, "Not acceptable"),
        UNSUPPORTED_BODY(415, "Unsupported body"),
        NOT_FORMATTED(422, "Not formatted"),
        TOO_MANY_SESSIONS(429, "Too many sessions"),
        BUSY(503, "All sandboxes are taken"),
        TOOLCHAIN_UNAVAILABLE(503, "Toolchain unavailable"),
        STORAGE_AWAY(503, "The storage is away"),
        INTERNAL(500, "Internal error");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        int status() {
            return status;
        }

        String title() {
            return title;
        }

        String type() {
            return "urn:swiftlet:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Problem of(Kind kind, String detail) {
        return of(kind, detail, null);
    }

    static Problem of(Kind kind, String detail, @Nullable String field) {
        return new Problem(kind.type(), kind.title, kind.status, detail, field);
    }

    /// For a refusal that the HTTP status says all about.
    static Problem ofStatus(int status, String title) {
        return new Problem("about:blank", title, status, title, null);
    }
}
