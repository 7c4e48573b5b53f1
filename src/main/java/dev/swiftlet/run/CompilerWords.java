package dev.swiftlet.run;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/// What a compiler or a linker says while it works: its serialized diagnostics on stdout, words on stderr. Confined to
/// its run's loop.
final class CompilerWords {
    private static final long MOST_SERIALIZED_BYTES = 4L << 20;
    private static final int TAIL_BYTES = 4096;
    /// Whoever wants to know more mends these first.
    private static final int MOST_TOLD = 500;
    private static final int MOST_READ = 10_000;

    private final ByteArrayOutputStream serialized = new ByteArrayOutputStream();
    private final CappedStream stdout = new CappedStream(MOST_SERIALIZED_BYTES, this::keep);
    private final ByteTail tail = new ByteTail(TAIL_BYTES);
    private final CappedStream stderr = new CappedStream(Long.MAX_VALUE, tail::add);
    private int dropped;

    CappedStream stdout() {
        return stdout;
    }

    CappedStream stderr() {
        return stderr;
    }

    /// What it said of the sources; where it died before it had written that, or has written something else, what the
    /// end of its words says.
    List<Diagnostic> diagnostics(DiagnosticReader reader) {
        if (serialized.size() == 0 || stdout.dropped() > 0) {
            return new TextDiagnostics().read(tail.text(), MOST_TOLD);
        }
        try {
            List<Diagnostic> all = reader.read(serialized.toByteArray(), MOST_READ);
            dropped = Math.max(0, all.size() - MOST_TOLD);
            return all.subList(0, all.size() - dropped);
        } catch (MalformedDiagnosticsException e) {
            return new TextDiagnostics().read(tail.text(), MOST_TOLD);
        }
    }

    /// How many diagnostics were left out.
    int dropped() {
        return dropped;
    }

    /// The end of its words.
    String text() {
        return tail.text().strip();
    }

    private void keep(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        serialized.writeBytes(copy);
    }
}
