package dev.swiftlet.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What a file may be called: the cases are the page's too, so that it never makes a file that cannot be run.
class SourceFileTest {
    private static JsonNode cases(String kind) throws IOException {
        try (InputStream in = Objects.requireNonNull(SourceFileTest.class.getResourceAsStream("/files/names.json"))) {
            return new ObjectMapper().readTree(in).path(kind);
        }
    }

    @Test
    void namesArePlain() throws IOException {
        assertThat(cases("good")).hasSizeGreaterThan(5).allMatch(name -> SourceFile.isName(name.asText()));
        assertThat(cases("bad")).hasSizeGreaterThan(20).noneMatch(name -> SourceFile.isName(name.asText()));
    }

    @Test
    void capitalsTellNoFilesApart() throws IOException {
        assertThat(cases("same")).hasSizeGreaterThan(2).allMatch(SourceFileTest::isSame);
        assertThat(cases("different")).hasSizeGreaterThan(1).noneMatch(SourceFileTest::isSame);
    }

    private static boolean isSame(JsonNode pair) {
        return SourceFile.folded(pair.get(0).asText())
                .equals(SourceFile.folded(pair.get(1).asText()));
    }
}
