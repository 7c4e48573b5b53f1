package dev.swiftlet.run;

/// What should have been a compiler's serialized diagnostics is none.
public final class MalformedDiagnosticsException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedDiagnosticsException(String message) {
        super(message);
    }
}
