package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an editor may have kept, and in which words the rest is refused.
class KeptFilesTest {
    private static Map<String, String> read(String json) {
        return KeptFiles.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem refusal(String json) {
        try {
            read(json);
        } catch (ProblemException e) {
            return e.problem();
        }
        throw new AssertionError("not refused: " + json);
    }

    @Test
    void textsAreKeptAsTheyAre() {
        assertThat(read("{\"files\": {\"Größe.swift\": \"\\u0007 \\ud83d\\ude00\\r\\n\", \"empty.swift\": \"\"}}"))
                .isEqualTo(Map.of("Größe.swift", "\u0007 \ud83d\ude00\r\n", "empty.swift", ""));
        assertThat(read("{\"files\": {}}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"files": {"a.swift": 1}}                       | files.a.swift | must be a string, not 1
                    {"files": {"a.swift": 1.5}}                     | files.a.swift | must be a string, not 1.5
                    {"files": {"a.swift": true}}                    | files.a.swift | must be a string, not a boolean
                    {"files": {"a.swift": null}}                    | files.a.swift | must be a string, not null
                    {"files": {"a.swift": {}}}                      | files.a.swift | must be a string, not an object
                    {"files": {"a.swift": "\\ud800"}}             | files.a.swift | UTF-8
                    {"files": {"a.swift": "\\u0000"}}             | files.a.swift | NUL
                    {"files": {"a.swift": "", "a.swift": ""}}       | files.a.swift | must not be there twice
                    {"files": {"a.swift": "", "A.swift": ""}}       | files.A.swift | must not be there twice
                    {"files": {"a/b": ""}}                          | files.a?b     | must be a plain file name
                    {"files": {"a b.swift": ""}}                    | files.a b.swift | must be a plain file name
                    {"files": {"-o.swift": ""}}                     | files.-o.swift | must be a plain file name
                    {"files": {"..": ""}}                           | files...      | must be a plain file name
                    {"files": {"\\ud800": ""}}                    | files.?       | must be a plain file name
                    {"files": ["a"]}                                | files         | must be an object of texts
                    {"files": null}                                 | files         | must be an object of texts
                    {}                                              | files         | must be an object of texts
                    {"files": {}, "role": "owner"}                  | role          | There is no such field
                    []                                              | body          | must be a JSON object
                    nonsense                                        | body          | is not JSON
                    """)
    void whatIsWrongIsNamed(String json, String field, String rule) {
        Problem problem = refusal(json);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.detail()).contains(rule);
    }

    @Test
    void tooMuchIsTooLarge() {
        assertThat(refusal("{\"files\": {\"a.swift\": \"\", \"b.swift\": \"" + "x".repeat(300_000) + "\"}}"))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(413))
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("files.b.swift"));
        String half = "x".repeat(150_000);
        assertThat(refusal("{\"files\": {\"a.swift\": \"" + half + "\", \"b.swift\": \"" + half + "\"}}")
                        .field())
                .isEqualTo("files");
        StringBuilder many = new StringBuilder("{\"files\": {\"f\": \"\"");
        for (int i = 0; i < 20; i++) {
            many.append(",\"").append(i).append("\": \"\"");
        }
        assertThat(refusal(many.append("}}").toString()).status()).isEqualTo(413);
    }
}
