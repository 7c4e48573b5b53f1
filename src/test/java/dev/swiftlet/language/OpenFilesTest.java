package dev.swiftlet.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
    private final OpenFiles files = new OpenFiles(List.of());

    @Test
    void asManyAsTheEditorHasAndEachOnce() {
        for (int i = 0; i < LanguageLimits.FILES; i++) {
            assertThat(files.open(i + ".swift", "")).isTrue();
        }
        assertThat(files.open("more.swift", "")).isFalse();
        assertThat(files.close("0.swift")).isTrue();
        assertThat(files.open("1.swift", "")).isFalse();
        assertThat(files.open("more.swift", "")).isTrue();
    }

    @Test
    void theTextsOfAllAreBounded() {
        String half = "x\n".repeat((int) (OpenFiles.MOST_COST / 2 / 34));
        files.open("a.swift", half);
        files.open("b.swift", half);
        files.open("c.swift", "let c = 1\n" + half);

        Map<String, byte[]> due = files.dueForQuestion("main.swift", Set.of());
        assertThat(due.get("/tmp/editor/a.swift")).hasSize(half.length());
        assertThat(due.get("/tmp/editor/c.swift")).isEmpty();
    }

    @Test
    void namesStayInTheDirectory() {
        files.open("Zoë 2.swift", "let a = 1");
        Map<String, byte[]> due = files.dueForQuestion("", Set.of());

        assertThat(due.keySet()).containsExactly("/tmp/editor/Zoë 2.swift", CompilationDatabase.PATH);
        assertThat(new String(due.get("/tmp/editor/Zoë 2.swift"), StandardCharsets.UTF_8))
                .isEqualTo("let a = 1");
    }

    @Test
    void whatOpensNextIsOneProgramWithIt() {
        files.open("a.swift", "");
        assertThat(files.dueForProgram(Set.of("b.swift"))).containsOnlyKeys(CompilationDatabase.PATH);
        files.open("b.swift", "");
        assertThat(files.dueForProgram(Set.of())).isEmpty();
    }
}
