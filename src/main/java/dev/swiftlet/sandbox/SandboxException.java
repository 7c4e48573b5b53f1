package dev.swiftlet.sandbox;

import org.jspecify.annotations.Nullable;

/// The engine could not do what was asked. The message is a sentence for people: no address, path or id in it.
public final class SandboxException extends Exception {
    private final Kind kind;

    public SandboxException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public SandboxException(Kind kind, String message) {
        this(kind, message, null);
    }

    public Kind kind() {
        return kind;
    }

    public enum Kind {
        /// It cannot be reached.
        ENGINE_AWAY,
        /// It has no such image. Nothing is ever pulled.
        IMAGE_MISSING,
        /// The container started and its agent did not prove itself in time.
        AGENT_SILENT,
        /// It answered with a refusal.
        REFUSED,
        /// It did not answer in time, or too many are being created.
        TIMEOUT
    }
}
