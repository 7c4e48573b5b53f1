package dev.swiftlet.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.run.Diagnostic.Range;
import dev.swiftlet.run.Diagnostic.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Reads what compilers and linkers print.
class TextDiagnosticsTest {
    private final TextDiagnostics reader = new TextDiagnostics();

    @Test
    void saysWhatTheSerializedOnesSay() throws Exception {
        String printed = new String(SerializedDiagnosticsTest.fixture("errors.txt"), StandardCharsets.UTF_8);
        List<Diagnostic> serialized =
                new SerializedDiagnostics().read(SerializedDiagnosticsTest.fixture("errors.dia"), 100);

        List<Diagnostic> read = reader.read(printed, 100);

        assertThat(read)
                .extracting(Diagnostic::message)
                .containsExactlyElementsOf(
                        serialized.stream().map(Diagnostic::message).toList());
        assertThat(read)
                .extracting(each -> each.notes().size())
                .containsExactlyElementsOf(
                        serialized.stream().map(each -> each.notes().size()).toList());
        assertThat(read.getFirst().range()).isEqualTo(new Range(3, 14, 3, 14));
    }

    @Test
    void linkersAndDriversHaveNoPlace() {
        List<Diagnostic> read = reader.read("""
                ld.lld: error: undefined symbol: $s4main3fooyyF
                >>> referenced by main.swift
                <unknown>:0: error: unable to load standard library for target
                error: fatalError
                """, 100);

        assertThat(read)
                .extracting(Diagnostic::message)
                .containsExactly(
                        "undefined symbol: $s4main3fooyyF", "unable to load standard library for target", "fatalError");
        assertThat(read).allSatisfy(each -> {
            assertThat(each.severity()).isEqualTo(Severity.ERROR);
            assertThat(each.range()).isNull();
        });
    }

    @Test
    void foldersAreLeftOut() {
        assertThat(reader.read("/tmp/runs/7/main.swift:1:2: warning: unused\n", 9))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.file()).isEqualTo("main.swift");
                    assertThat(each.severity()).isEqualTo(Severity.WARNING);
                });
    }

    @Test
    void hugeNumbersAreNoPlace() {
        assertThat(reader.read("main.swift:999999999:1: error: far\n", 9))
                .singleElement()
                .satisfies(each -> assertThat(each.range()).isNull());
        assertThat(reader.read("main.swift:99999999999999999999:1: error: far\n", 9))
                .isEmpty();
    }

    @Test
    void longLinesAndManyAreCut() {
        assertThat(reader.read("a.swift:1:1: error: x\n".repeat(1000), 10)).hasSize(10);
        assertThat(reader.read("a".repeat(5_000_000), 10)).isEmpty();
        assertThat(reader.read(":".repeat(2_000_000) + "\n: error: ".repeat(100_000), 10))
                .hasSizeLessThanOrEqualTo(10);
    }
}
