package dev.swiftlet.web;

import dev.swiftlet.run.Crash;
import dev.swiftlet.run.Diagnostic;
import dev.swiftlet.run.LoggedValue;
import dev.swiftlet.run.RunEvent;
import dev.swiftlet.run.RunMode;
import dev.swiftlet.run.RunOutcome;
import dev.swiftlet.run.RunRequest;
import dev.swiftlet.run.Verdict;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a program prints, as it prints it, and nothing else where all went well. Where it did not, a last line says
/// why.
final class TextAnswer implements RunAnswer {
    private static final String MARK = "swiftlet: ";

    private final RunRequest request;
    private final DiagnosticText diagnostics;
    private final List<Diagnostic> found = new ArrayList<>();
    private byte last = '\n';

    TextAnswer(RunRequest request) {
        this.request = request;
        this.diagnostics = new DiagnosticText(request.sources());
    }

    @Override
    public String mediaType() {
        return "text/plain;charset=UTF-8";
    }

    @Override
    public boolean isStreamed() {
        return true;
    }

    @Override
    public Buffer tell(RunEvent event) {
        return switch (event) {
            case RunEvent.PhaseBegan _, RunEvent.Passed _ -> Buffer.buffer();
            case RunEvent.Diagnosed(var diagnostic) -> {
                found.add(diagnostic);
                yield Buffer.buffer();
            }
            case RunEvent.Stdout(var bytes) -> printed(bytes);
            case RunEvent.Stderr(var bytes) -> printed(bytes);
            case RunEvent.Valued(var value) -> onItsOwnLines(value(value));
            case RunEvent.Ended(var verdict) -> onItsOwnLines(end(verdict));
        };
    }

    private Buffer printed(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        if (copy.length > 0) {
            last = copy[copy.length - 1];
        }
        return Buffer.buffer(copy);
    }

    private Buffer onItsOwnLines(String lines) {
        if (lines.isEmpty()) {
            return Buffer.buffer();
        }
        String begin = last == '\n' ? "" : "\n";
        last = '\n';
        return Buffer.buffer(begin + lines);
    }

    private static String value(LoggedValue value) {
        String name = value.name() == null || value.name().isEmpty() ? "" : value.name() + ": ";
        return "%s:%d:%d: %s%s = %s%n"
                .formatted(
                        value.file(),
                        value.range().startLine(),
                        value.range().startColumn(),
                        name,
                        value.type(),
                        value.value());
    }

    private String end(Verdict verdict) {
        StringBuilder lines = new StringBuilder();
        boolean tellsAll = request.mode() == RunMode.CHECK || verdict.outcome() == RunOutcome.COMPILE_ERROR;
        if (tellsAll) {
            found.forEach(each -> lines.append(diagnostics.lines(each)));
        }
        Verdict.Dropped dropped = verdict.dropped();
        if (dropped.stdoutBytes() + dropped.stderrBytes() > 0) {
            lines.append(MARK)
                    .append("cut: %d bytes of stdout and %d of stderr were beyond the limit\n"
                            .formatted(dropped.stdoutBytes(), dropped.stderrBytes()));
        }
        if (verdict.outcome() != RunOutcome.SUCCESS) {
            lines.append(MARK).append(why(verdict)).append('\n');
        }
        return lines.toString();
    }

    /// E.g. `runtime-error: Fatal error: Index out of range, main.swift:2 (SIGILL)`.
    private static String why(Verdict verdict) {
        StringBuilder why = new StringBuilder(RunJson.name(verdict.outcome()));
        @Nullable Crash crash = verdict.crash();
        if (crash != null) {
            why.append(": ").append(crash.message().lines().findFirst().orElse(""));
            if (crash.file() != null) {
                why.append(", ").append(crash.file()).append(':').append(crash.line());
            }
        } else if (verdict.detail() != null) {
            why.append(": ").append(verdict.detail().replace('\n', ' '));
        }
        if (verdict.signal() != null) {
            why.append(" (").append(verdict.signal()).append(')');
        } else if (verdict.exitCode() != null && verdict.outcome() == RunOutcome.RUNTIME_ERROR) {
            why.append(" (exit code ").append(verdict.exitCode()).append(')');
        }
        return why.toString();
    }
}
