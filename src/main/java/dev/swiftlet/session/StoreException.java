package dev.swiftlet.session;

/// The database did not do what it was asked for. Nothing was changed.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param cause what the database said
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
