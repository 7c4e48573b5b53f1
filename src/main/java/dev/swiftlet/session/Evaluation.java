package dev.swiftlet.session;

import dev.swiftlet.terminal.PlainText;
import dev.swiftlet.terminal.TerminalOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Something entered at a REPL's prompt, from there to the next prompt: the beginning of what it
/// printed.
final class Evaluation {
    /// Room for as much text as is kept, with the sequences in between.
    private static final int MAX_BYTES = 4 * StoreLimits.OUTPUT_BYTES;

    /// What LLDB says when a program was stopped, by somebody or by its own failure; it is
    /// within the last bytes.
    private static final String INTERRUPTED = "Execution interrupted.";

    private static final int INTERRUPTED_BYTES = 512;

    private final int line;
    private final long start;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean interrupted;
    private boolean failed;
    private String text = "";

    /// @param start the offset of the first byte that it printed
    Evaluation(int line, long start) {
        this.line = line;
        this.start = start;
    }

    int line() {
        return line;
    }

    /// What it printed as plain text, when it is over.
    String text() {
        return text;
    }

    void interrupt() {
        interrupted = true;
    }

    void fail() {
        failed = true;
    }

    /// Whether it came to nothing.
    boolean hasFailed() {
        return failed;
    }

    /// Whether it was stopped before its end because somebody wanted that.
    boolean wasInterrupted() {
        return interrupted;
    }

    /// Copies what was printed before an offset, while the record has it.
    void read(TerminalOutput output, long end) {
        long from = start + bytes.size();
        int wanted = (int) Math.min(end - from, MAX_BYTES - bytes.size());
        if (wanted > 0 && from >= output.start()) {
            bytes.writeBytes(output.read(from, wanted));
        }
    }

    /// It is over.
    ///
    /// @param end where the prompt begins
    void finish(TerminalOutput output, long end) {
        read(output, end);
        int length = (int) Math.min(end - start, bytes.size());
        String all = PlainText.of(bytes.toByteArray(), 0, length, StoreLimits.OUTPUT_BYTES);
        text = StoreLimits.cutOutput(all.stripTrailing());
        interrupted = interrupted && tail(output, end).contains(INTERRUPTED);
    }

    private String tail(TerminalOutput output, long end) {
        long from = Math.max(Math.max(start, output.start()), end - INTERRUPTED_BYTES);
        return new String(output.read(from, (int) Math.max(0, end - from)), StandardCharsets.ISO_8859_1);
    }
}
