package dev.swiftlet.run;

import java.nio.ByteBuffer;

/// What happens during a run, as it happens. The last one is [Ended].
public sealed interface RunEvent {
    /// A phase begins.
    record PhaseBegan(Phase phase) implements RunEvent {}

    record Diagnosed(Diagnostic diagnostic) implements RunEvent {}

    /// Bytes of the program's stdout; a view that is valid only during the call.
    record Stdout(ByteBuffer bytes) implements RunEvent {}

    /// Bytes of the program's stderr; a view that is valid only during the call.
    record Stderr(ByteBuffer bytes) implements RunEvent {}

    record Valued(LoggedValue value) implements RunEvent {}

    /// A place had more values than were told, so many altogether, and nobody knows the last one. Comes after the
    /// program's end.
    record Passed(String file, Diagnostic.Range range, long passes) implements RunEvent {}

    record Ended(Verdict verdict) implements RunEvent {}
}
