package dev.swiftlet.run;

import java.util.List;

/// Reads what a compiler wrote about the sources in its own serialized form (`.dia`). Untrusted bytes: whatever they
/// are, it answers or throws within a time and a memory that are a small multiple of their length.
@FunctionalInterface
public interface DiagnosticReader {
    /// @param serialized one `.dia`, whole
    /// @param most no more are read
    /// @return in the compiler's order; files by their plain names, as in the request
    /// @throws MalformedDiagnosticsException when it is none
    List<Diagnostic> read(byte[] serialized, int most) throws MalformedDiagnosticsException;
}
