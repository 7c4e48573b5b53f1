package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swiftlet.run.CompilerOptions;
import dev.swiftlet.run.RunCeilings;
import dev.swiftlet.run.RunLimits;
import dev.swiftlet.run.RunMode;
import dev.swiftlet.run.RunRequest;
import dev.swiftlet.run.SourceFile;
import dev.swiftlet.toolchain.Toolchain;
import dev.swiftlet.toolchain.Toolchains;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a request may say of a run, and in which words the rest is refused.
class RunRequestReaderTest {
    private static final RunLimits USUAL =
            new RunLimits(Duration.ofSeconds(30), Duration.ofSeconds(10), 512L << 20, 1L << 20, 64);
    private static final RunLimits MOST =
            new RunLimits(Duration.ofSeconds(60), Duration.ofSeconds(60), 1024L << 20, 8L << 20, 128);
    private static final Toolchains TOOLCHAINS = new Toolchains(
            List.of(
                    new Toolchain(
                            "swift-6.0",
                            "Swift 6.0",
                            "image",
                            List.of("/repl"),
                            List.of(),
                            Map.of(),
                            List.of(),
                            List.of("5", "6"),
                            List.of("ExistentialAny")),
                    new Toolchain(
                            "swift-5.10",
                            "Swift 5.10",
                            "image",
                            List.of("/repl"),
                            List.of(),
                            Map.of(),
                            List.of(),
                            List.of("5"),
                            List.of())),
            "swift-6.0");

    private final RunRequestReader reader =
            new RunRequestReader(TOOLCHAINS, new RunCeilings(USUAL, MOST, 4, 1000, 100));

    private RunRequest read(String json) {
        return reader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private Problem refusal(String json) {
        return refusal(json.getBytes(StandardCharsets.UTF_8));
    }

    private Problem refusal(byte[] json) {
        try {
            reader.read(json);
        } catch (ProblemException e) {
            return e.problem();
        }
        throw new AssertionError("not refused: " + new String(json, StandardCharsets.ISO_8859_1));
    }

    @Test
    void aSourceIsEnough() {
        RunRequest request = read("{\"source\": \"print(1)\"}");

        assertThat(request.sources()).containsExactly(new SourceFile("main.swift", "print(1)"));
        assertThat(request.toolchain().id()).isEqualTo("swift-6.0");
        assertThat(request.mode()).isEqualTo(RunMode.RUN);
        assertThat(request.options()).isEqualTo(CompilerOptions.DEFAULT);
        assertThat(request.limits()).isEqualTo(USUAL);
        assertThat(request.cacheable()).isTrue();
    }

    @Test
    void everythingCanBeSaid() {
        RunRequest request = read("""
                {"files": {"main.swift": "f()", "Größe.swift": "func f() {}"}, "toolchain": "swift-6.0", "mode": "check",
                 "options": {"optimization": "speed", "languageVersion": "6", "warnings": "errors",
                             "strictConcurrency": "complete", "upcomingFeatures": ["ExistentialAny"]},
                 "arguments": ["a b", ""], "environment": {"LC_ALL": "de"}, "stdin": "1\\u0000\\n", "cache": false,
                 "limits": {"compileSeconds": 0.5, "runSeconds": 60, "memoryMiB": 256, "outputKiB": 1, "processes": 24}}
                """);

        assertThat(request.sources()).hasSize(2);
        assertThat(request.mode()).isEqualTo(RunMode.CHECK);
        assertThat(request.options())
                .isEqualTo(new CompilerOptions(
                        CompilerOptions.Optimization.SPEED,
                        CompilerOptions.LanguageVersion.V6,
                        CompilerOptions.Warnings.ERRORS,
                        CompilerOptions.StrictConcurrency.COMPLETE,
                        List.of("ExistentialAny")));
        assertThat(request.arguments()).containsExactly("a b", "");
        assertThat(request.environment()).containsExactly(Map.entry("LC_ALL", "de"));
        assertThat(request.stdin()).isEqualTo("1\0\n");
        assertThat(request.limits())
                .isEqualTo(new RunLimits(Duration.ofMillis(500), Duration.ofSeconds(60), 256L << 20, 1 << 10, 24));
        assertThat(request.cacheable()).isFalse();
    }

    @Test
    void filesMayBeAList() {
        assertThat(
                        read("{\"files\": [{\"name\": \"a.swift\", \"text\": \"\"}, {\"name\": \"b.swift\", \"text\": \"1\"}]}")
                                .sources())
                .containsExactly(new SourceFile("a.swift", ""), new SourceFile("b.swift", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/x.swift",
                "../x.swift",
                "a/b.swift",
                "..swift",
                "a..swift",
                ".swift",
                ".a.swift",
                "-x.swift",
                "@x.swift",
                "a b.swift",
                "x.swift\\n",
                "x\\u0000.swift",
                "x",
                "x.swif",
                "-",
                "",
                "a\\\\b.swift",
                "x.swift ",
                "\\u202ea.swift",
                "-Xlinker",
                "@file",
                "a;b.swift",
                "a$b.swift"
            })
    void otherNamesAreRefused(String name) {
        Problem problem = refusal("{\"files\": {\"" + name + "\": \"1\"}}");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.field()).startsWith("files.");
        assertThat(problem.detail()).contains("plain file name");
    }

    @Test
    void longNamesAreRefused() {
        assertThat(read("{\"files\": {\"" + "x".repeat(94) + ".swift\": \"1\"}}")
                        .sources())
                .hasSize(1);
        assertThat(refusal("{\"files\": {\"" + "x".repeat(95) + ".swift\": \"1\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(refusal("{\"files\": {\"" + "x.".repeat(2000) + "swift\": \"1\"}}")
                        .detail())
                .hasSizeLessThan(400);
    }

    @Test
    void namesComeOnce() {
        assertThat(refusal("{\"files\": {\"a.swift\": \"1\", \"A.swift\": \"1\"}}")
                        .detail())
                .contains("twice");
        assertThat(refusal("{\"files\": {\"a.swift\": \"1\", \"a.swift\": \"1\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(refusal(
                                "{\"files\": [{\"name\": \"a.swift\", \"text\": \"\"}, {\"name\": \"a.swift\", \"text\": \"1\"}]}")
                        .detail())
                .contains("twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                                           | source
                    {"source": ""}                                               | source
                    {"source": " \\n"}                                           | source
                    {"source": 1}                                                | source
                    {"source": null}                                             | source
                    {"source": "a\\u0000"}                                       | source
                    {"source": "\\ud800"}                                        | source
                    {"source": "1", "files": {"a.swift": "1"}}                   | source
                    {"files": {}}                                                | files
                    {"files": []}                                                | files
                    {"files": "1"}                                               | files
                    {"files": {"a.swift": 1}}                                    | files.a.swift
                    {"files": {"a.swift": "\\u0000"}}                            | files.a.swift
                    {"files": [{"name": "a.swift"}]}                             | files[0].text
                    {"files": [{"name": "a.swift", "text": "", "x": 1}]}         | files[0].x
                    {"source": "1", "toolchain": "swift-9"}                      | toolchain
                    {"source": "1", "toolchain": 6}                              | toolchain
                    {"source": "1", "mode": "fly"}                               | mode
                    {"source": "1", "mode": "RUN"}                               | mode
                    {"source": "1", "cache": "no"}                               | cache
                    {"source": "1", "flags": ["-Xlinker"]}                       | flags
                    {"source": "1", "options": []}                               | options
                    {"source": "1", "options": {"-Xlinker": "x"}}                | options.-Xlinker
                    {"source": "1", "options": {"@file": "x"}}                   | options.@file
                    {"source": "1", "options": {"optimization": "-Ounchecked"}}  | options.optimization
                    {"source": "1", "options": {"languageVersion": "7"}}         | options.languageVersion
                    {"source": "1", "options": {"languageVersion": 6}}           | options.languageVersion
                    {"source": "1", "options": {"upcomingFeatures": ["Nope"]}}   | options.upcomingFeatures
                    {"source": "1", "options": {"upcomingFeatures": ["ExistentialAny", "ExistentialAny"]}} | options.upcomingFeatures
                    {"source": "1", "options": {"upcomingFeatures": [1]}}        | options.upcomingFeatures[0]
                    {"source": "1", "toolchain": "swift-5.10", "options": {"languageVersion": "6"}} | options.languageVersion
                    {"source": "1", "arguments": "a"}                            | arguments
                    {"source": "1", "arguments": ["a", "\\u0000"]}               | arguments[1]
                    {"source": "1", "arguments": [null]}                         | arguments[0]
                    {"source": "1", "environment": {"A=B": ""}}                  | environment.A?B
                    {"source": "1", "environment": {"A": 1}}                     | environment.A
                    {"source": "1", "environment": {"": "x"}}                    | environment.
                    {"source": "1", "stdin": 3}                                  | stdin
                    {"source": "1", "limits": 3}                                 | limits
                    {"source": "1", "limits": {"time": 3}}                       | limits.time
                    []                                                           | body
                    "x"                                                          | body
                    {"source": "1"} {}                                           | body
                    {"source": "1", "source": "2"}                               | source
                    {"files": {"a.swift": "1", "b.swift": "", "b.swift": "1"}}   | files.b.swift
                    {"files": [{"name": "a.swift", "name": "a.swift"}]}          | files[0].name
                    {"source": "1", "limits": {"processes": 30, "processes": 30}} | limits.processes
                    {"source": {}}                                               | source
                    {"source": "1"                                               | body
                    """)
    void whatIsWrongIsNamed(String json, String field) {
        Problem problem = refusal(json);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.field()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "NaN",
                "Infinity",
                "-Infinity",
                "9223372036854775808",
                "\"60s\"",
                "\"5\"",
                "1e-9",
                "61",
                "true",
                "[]",
                "1e999999999",
                "99999999999999999999999999999999999999",
                "0.05"
            })
    void limitsAreNumbersWithinTheCeilings(String value) {
        for (String limit : List.of("runSeconds", "compileSeconds")) {
            Problem problem = refusal("{\"source\": \"1\", \"limits\": {\"" + limit + "\": " + value + "}}");

            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.field()).isEqualTo("limits." + limit);
            assertThat(problem.detail()).contains("number from 0.1 to 60");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "NaN", "9223372036854775808", "\"60\"", "256.5", "1e300", "100000"})
    void amountsAreWholeNumbersWithinTheCeilings(String value) {
        for (String limit : List.of("memoryMiB", "outputKiB", "processes")) {
            Problem problem = refusal("{\"source\": \"1\", \"limits\": {\"" + limit + "\": " + value + "}}");

            assertThat(problem.field()).isEqualTo("limits." + limit);
            assertThat(problem.detail()).contains("whole number from");
        }
    }

    @ParameterizedTest
    @CsvSource({"memoryMiB, 127, 128 to 1024", "outputKiB, 0, 1 to 8192", "processes, 23, 24 to 128"})
    void amountsHaveFloors(String limit, String value, String bounds) {
        assertThat(refusal("{\"source\": \"1\", \"limits\": {\"" + limit + "\": " + value + "}}")
                        .detail())
                .contains("whole number from " + bounds);
    }

    private Problem beside(String json) {
        try {
            reader.readInteractive(json.getBytes(StandardCharsets.UTF_8), TOOLCHAINS.getDefault());
        } catch (ProblemException e) {
            return e.problem();
        }
        throw new AssertionError("not refused: " + json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "cache": true              | cache            | never answered from the cache
                    "stdin": "1"               | stdin            | reads what is typed
                    "limits": {"memoryMiB": 256} | limits.memoryMiB | its sandbox has that already
                    "limits": {"processes": 30}  | limits.processes | its sandbox has that already
                    "limits": {"outputKiB": 10}  | limits.outputKiB | takes all that is printed
                    "toolchain": "swift-5.10"  | toolchain        | must be the session's, swift-6.0
                    "cache": null              | cache            | never answered from the cache
                    """)
    void besideAReplWhatHasNoMeaningIsRefused(String field, String name, String why) {
        Problem problem = beside("{\"source\": \"1\", \"size\": {\"cols\": 80, \"rows\": 24}, " + field + "}");

        assertThat(problem.field()).isEqualTo(name);
        assertThat(problem.detail()).contains(why);
    }

    @Test
    void besideAReplThereIsTimeToSet() {
        RunRequestReader.Interactive read = reader.readInteractive(
                ("{\"source\": \"1\", \"size\": {\"cols\": 80, \"rows\": 24},"
                                + " \"limits\": {\"runSeconds\": 20, \"compileSeconds\": 20}}")
                        .getBytes(StandardCharsets.UTF_8),
                TOOLCHAINS.getDefault());

        assertThat(read.request().limits().runTime()).isEqualTo(Duration.ofSeconds(20));
        assertThat(read.request().cacheable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                       | source must be there: the text
                    {"source": 1}                            | source must be a string, not 1
                    {"files": {"main.swift": "1"}}           | There are: source, toolchain
                    {"source": " "}                          | source must not be empty
                    """)
    void formattingTakesOneText(String json, String rule) {
        assertThatThrownBy(() -> reader.readFormatting(json.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining(rule);
    }

    @Test
    void theFileThatIsTooLargeIsNamed() {
        String small = "x".repeat(600);
        assertThat(refusal("{\"files\": {\"a.swift\": \"1\", \"b.swift\": \"" + small.repeat(2) + "\"}}"))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(413))
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("files.b.swift"));
        assertThat(refusal("{\"files\": {\"a.swift\": \"" + small + "\", \"b.swift\": \"" + small + "\"}}")
                        .field())
                .isEqualTo("files");
    }

    @Test
    void tooMuchIsTooLarge() {
        assertThat(refusal("{\"source\": \"" + "x".repeat(1001) + "\"}").status())
                .isEqualTo(413);
        assertThat(refusal("{\"source\": \"1\", \"stdin\": \"" + "x".repeat(101) + "\"}")
                        .field())
                .isEqualTo("stdin");
        assertThat(refusal(
                                "{\"files\": {\"a.swift\":\"\",\"b.swift\":\"\",\"c.swift\":\"\",\"d.swift\":\"\",\"e.swift\":\"\"}}")
                        .detail())
                .contains("1 to 4 files");
        assertThat(refusal("{\"source\": \"1\", \"arguments\": [\"" + "x".repeat(20_000) + "\"]}")
                        .field())
                .isEqualTo("arguments");
    }

    @Test
    void bytesAreUtf8() {
        byte[] json = "{\"source\": \"?\"}".getBytes(StandardCharsets.UTF_8);
        json[12] = (byte) 0xff;

        assertThat(refusal(json).detail()).contains("UTF-8");
        assertThat(refusal(new byte[] {(byte) 0xc0, (byte) 0x80}).detail()).contains("UTF-8");
    }

    @Test
    void deepAndCrowdedJsonIsRefusedSoon() {
        assertThat(refusal("[".repeat(100_000)).field()).isEqualTo("body");
        StringBuilder many = new StringBuilder("{\"source\": \"1\"");
        for (int i = 0; i < 100_000; i++) {
            many.append(",\"k").append(i).append("\":1");
        }
        assertThat(refusal(many.append('}').toString()).status()).isEqualTo(400);
    }

    @Test
    void refusalsDoNotRepeatWhatTheyRefuse() {
        assertThat(refusal("{\"source\": \"1\", \"<script>alert(1)</script>\": 1}")
                        .detail())
                .doesNotContain("<");
        assertThat(refusal("{\"source\": \"1\", \"" + "k".repeat(10_000) + "\": 1}")
                        .field())
                .hasSizeLessThan(100);
    }

    @Test
    void numbersThatAreNoneAreRefusedElsewhere() {
        assertThat(StrictJson.read("[NaN]", double[].class)).isEmpty();
        assertThatThrownBy(() -> read("{\"source\": NaN}")).isInstanceOf(ProblemException.class);
    }
}
