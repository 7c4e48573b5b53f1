package dev.swiftlet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swiftlet.run.Diagnostic.FixIt;
import dev.swiftlet.run.Diagnostic.Range;
import dev.swiftlet.run.Diagnostic.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads files that swiftc 6.0.3 wrote, and worse ones.
class SerializedDiagnosticsTest {
    private static final int MANY = 10_000;
    private final SerializedDiagnostics reader = new SerializedDiagnostics();

    static byte[] fixture(String name) throws IOException {
        try (InputStream in = SerializedDiagnosticsTest.class.getResourceAsStream("/run/diagnostics/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private List<Diagnostic> read(String name) throws Exception {
        return reader.read(fixture(name), MANY);
    }

    @Test
    void nothingIsSaidOfACleanProgram() throws Exception {
        assertThat(read("clean.dia")).isEmpty();
    }

    @Test
    void errorsHaveTheirPlaces() throws Exception {
        List<Diagnostic> found = read("errors.dia");

        assertThat(found)
                .extracting(Diagnostic::message)
                .containsExactly(
                        "cannot convert value of type 'String' to specified type 'Int'",
                        "cannot assign to property: 'x' is a 'let' constant",
                        "cannot find 'undefined' in scope",
                        "cannot convert value of type 'String' to expected argument type 'Int'",
                        "switch must be exhaustive",
                        "binary operator '+' cannot be applied to operands of type 'String' and 'Int'");
        assertThat(found).allSatisfy(each -> {
            assertThat(each.severity()).isEqualTo(Severity.ERROR);
            assertThat(each.file()).isEqualTo("main.swift");
        });
        assertThat(found)
                .extracting(Diagnostic::range)
                .containsExactly(
                        new Range(3, 14, 3, 19),
                        new Range(5, 3, 5, 4),
                        new Range(7, 20, 7, 29),
                        new Range(7, 12, 7, 12),
                        new Range(8, 1, 8, 1),
                        new Range(11, 14, 11, 14));
    }

    @Test
    void notesAndFixItsBelongToTheirErrors() throws Exception {
        Diagnostic assigned = read("errors.dia").get(1);

        assertThat(assigned.fixIts()).isEmpty();
        assertThat(assigned.notes()).singleElement().satisfies(note -> {
            assertThat(note.message()).isEqualTo("change 'let' to 'var' to make it mutable");
            assertThat(note.range()).isEqualTo(new Range(1, 16, 1, 16));
            assertThat(note.fixIts()).containsExactly(new FixIt("main.swift", new Range(1, 16, 1, 19), "var"));
        });
    }

    @Test
    void severalFixItsOfOneNote() throws Exception {
        Diagnostic unwrapped = read("fixits.dia").stream()
                .filter(each -> each.message().startsWith("value of optional type"))
                .findFirst()
                .orElseThrow();

        assertThat(unwrapped.notes()).extracting(note -> note.fixIts().size()).containsOnly(1);
        assertThat(unwrapped.notes().getLast().fixIts().getFirst().text()).isEqualTo("!");
    }

    @Test
    void warningsAreWarnings() throws Exception {
        assertThat(read("concurrency.dia")).extracting(Diagnostic::severity).containsOnly(Severity.WARNING);
        assertThat(read("concurrency.dia").getFirst().notes()).hasSize(1);
    }

    @Test
    void eachFileHasItsOwn() throws Exception {
        assertThat(read("two_a.dia")).extracting(Diagnostic::file).containsExactly("a.swift");
        assertThat(read("two_main.dia")).extracting(Diagnostic::file).containsExactly("main.swift", "main.swift");
    }

    @Test
    void noMoreAreReadThanWanted() throws Exception {
        assertThat(read("many.dia")).hasSize(400);
        assertThat(reader.read(fixture("many.dia"), 7)).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DIA", "DIAH", "DIAG\1", "DIAG\0\0\0\0", "DIAG\377\377\377\377\377\377\377\377"})
    void whatIsNoneIsRefusedOrEmpty(String text) throws Exception {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        if (text.startsWith("DIAG") && bytes.length < 8) {
            assertThat(reader.read(bytes, MANY)).isEmpty();
        } else {
            assertThatThrownBy(() -> reader.read(bytes, MANY)).isInstanceOf(MalformedDiagnosticsException.class);
        }
    }

    /// Whatever the bytes are, there is an answer or the one exception, and never more of them than there were bytes.
    @ParameterizedTest
    @ValueSource(strings = {"errors.dia", "fixits.dia", "concurrency.dia", "two_main.dia", "many.dia"})
    void damagedFilesAreReadOrRefused(String name) throws Exception {
        byte[] whole = fixture(name);
        Random random = new Random(name.hashCode());
        int refused = 0;
        int rounds = whole.length > 10_000 ? 2_000 : 20_000;
        for (int round = 0; round < rounds; round++) {
            byte[] damaged = damage(whole, random);
            try {
                assertThat(reader.read(damaged, MANY).size()).isLessThanOrEqualTo(damaged.length);
            } catch (MalformedDiagnosticsException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(rounds / 10, rounds);
    }

    @Test
    void randomBytesAreReadOrRefused() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[4 + random.nextInt(400)];
            random.nextBytes(bytes);
            System.arraycopy("DIAG".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), 0, bytes, 0, 4);
            try {
                assertThat(reader.read(bytes, MANY)).isNotNull();
            } catch (MalformedDiagnosticsException e) {
                assertThat(e).hasMessageNotContaining("\0");
            }
        }
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] damaged = whole.clone();
        int wounds = 1 + random.nextInt(4);
        for (int i = 0; i < wounds; i++) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> damaged[at] = (byte) random.nextInt();
                case 2 -> damaged = java.util.Arrays.copyOf(damaged, Math.max(1, at));
                default -> {
                    int length = Math.min(random.nextInt(32), damaged.length - at);
                    int from = random.nextInt(damaged.length - length + 1);
                    System.arraycopy(whole, from, damaged, at, length);
                }
            }
        }
        return damaged;
    }
}
