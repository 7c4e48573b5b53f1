package dev.swiftlet.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads what programs of Swift 6.0.3 left on stderr, with the backtracer and without.
class RuntimeCrashReaderTest {
    private final RuntimeCrashReader reader = new RuntimeCrashReader();

    private static String fixture(String name) throws IOException {
        try (InputStream in = RuntimeCrashReaderTest.class.getResourceAsStream("/run/crashes/" + name + ".txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    index           | 2 | Fatal error: Index out of range
                    unwrap          | 2 | Fatal error: Unexpectedly found nil while unwrapping an Optional value
                    first-of-none   | 3 | Fatal error: Unexpectedly found nil while unwrapping an Optional value
                    precondition    | 2 | Precondition failed: n must be big
                    assertion       | 1 | Assertion failed: odd
                    overflow        | 2 | Fatal error: arithmetic overflow
                    division        | 2 | Fatal error: Division by zero
                    duplicate-key   | 1 | Fatal error: Duplicate values for key: '1'
                    thrown          | 3 | Fatal error: Error raised at top level: main.Oops(code: 3)
                    bad-pointer     | 2 | Bad pointer dereference at 0x0000000000000008
                    """)
    void crashesHaveTheirLine(String name, int line, String message) throws Exception {
        assertThat(reader.read(fixture(name))).hasValueSatisfying(crash -> {
            assertThat(crash.message()).isEqualTo(message);
            assertThat(crash.file()).isEqualTo("main.swift");
            assertThat(crash.line()).isEqualTo(line);
        });
    }

    @Test
    void messagesMayHaveSeveralLines() throws Exception {
        Crash crash = reader.read(fixture("fatal")).orElseThrow();

        assertThat(crash.message()).isEqualTo("Fatal error: gone: wrong\nsecond line");
        assertThat(crash.line()).isEqualTo(1);
    }

    @Test
    void castsAndUnownedReferencesAndConflicts() throws Exception {
        assertThat(reader.read(fixture("cast")).orElseThrow().message())
                .startsWith("Could not cast value of type 'Swift.String'");
        assertThat(reader.read(fixture("unowned")).orElseThrow().message())
                .startsWith("Fatal error: Attempted to read an unowned reference");
        assertThat(reader.read(fixture("try")).orElseThrow().message())
                .isEqualTo("Fatal error: 'try!' expression unexpectedly raised an error: main.Oops(code: 3)");
        assertThat(reader.read(fixture("exclusivity")).orElseThrow()).satisfies(crash -> {
            assertThat(crash.message())
                    .isEqualTo("Fatal error: Simultaneous accesses to one variable,"
                            + " but modification requires exclusive access.");
            assertThat(crash.line()).isEqualTo(4);
        });
    }

    @Test
    void framesAreThoseInTheSources() throws Exception {
        assertThat(reader.read(fixture("index")).orElseThrow().backtrace())
                .containsExactly(
                        new Crash.Frame("pick(_:_:)", "main.swift", 2),
                        new Crash.Frame("static Deep.go(_:)", "main.swift", 4),
                        new Crash.Frame("static Deep.go(_:)", "main.swift", 4),
                        new Crash.Frame("static Deep.go(_:)", "main.swift", 4),
                        new Crash.Frame("main", "main.swift", 6));
    }

    @Test
    void endlessRecursionIsCalledSo() throws Exception {
        Crash crash = reader.read(fixture("stack-overflow")).orElseThrow();

        assertThat(crash.message()).startsWith("Stack overflow: 174713 calls");
        assertThat(crash.line()).isEqualTo(1);
        assertThat(crash.backtrace()).hasSize(63);
    }

    @Test
    void endlessRecursionIsCalledSoWhereTheCallsCannotBeCounted() throws Exception {
        Crash crash = reader.read(fixture("stack-overflow-optimised")).orElseThrow();

        assertThat(crash.message()).isEqualTo("Stack overflow: the stack is full (recursion without end?)");
        assertThat(crash.line()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00007f62add65ff8", "00007ffd15938018", "000055a5a8edcff8", "0000000000000ff8"})
    void otherBadPointersAreNot(String address) throws Exception {
        String other = fixture("stack-overflow-optimised").replace("00007ffd9fa1dff8", address);

        assertThat(reader.read(other).orElseThrow().message()).isEqualTo("Bad pointer dereference at 0x" + address);
    }

    @Test
    void withoutABacktraceTheMessageDoes() {
        assertThat(reader.read("main/main.swift:7: Fatal error: no\n"))
                .contains(new Crash("Fatal error: no", "main.swift", 7, java.util.List.of()));
        assertThat(reader.read("Fatal error: old: file main/main.swift, line 12\n"))
                .contains(new Crash("Fatal error: old", "main.swift", 12, java.util.List.of()));
        assertThat(reader.read("Swift/Array.swift:5: Fatal error: Index out of range\n"))
                .contains(new Crash("Fatal error: Index out of range", null, null, java.util.List.of()));
    }

    @Test
    void theLastOneCounts() {
        assertThat(reader.read("Fatal error: only said\nmain/b.swift:2: Fatal error: true\n"))
                .contains(new Crash("Fatal error: true", "b.swift", 2, java.util.List.of()));
    }

    @Test
    void otherTextIsNoCrash() {
        assertThat(reader.read("")).isEmpty();
        assertThat(reader.read("warning: all is well\nno Fatal error: here\n")).isEmpty();
    }

    @Test
    void floodsAndDamageAreReadSoon() throws Exception {
        assertThat(reader.read("x".repeat(3_000_000))).isEmpty();
        assertThat(reader.read(" 1 [a]".repeat(500_000))).isEmpty();
        assertThat(reader.read("*** ".repeat(500_000))).isEmpty();
        Random random = new Random(3);
        String whole = fixture("index");
        for (int round = 0; round < 3000; round++) {
            StringBuilder damaged = new StringBuilder(whole);
            for (int i = 0; i < 8; i++) {
                damaged.setCharAt(random.nextInt(damaged.length()), (char) random.nextInt(256));
            }
            assertThat(reader.read(damaged.toString())).isNotNull();
        }
    }
}
