package dev.swiftlet.language;

/// The language server printed what is no message, or one beyond its bound.
final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedMessageException(String message) {
        super(message);
    }
}
