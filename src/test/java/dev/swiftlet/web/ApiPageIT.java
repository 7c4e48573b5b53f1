package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Executes docs/api.md: each command, with a real curl, must print what the page says.
@QuarkusTest
class ApiPageIT {
    private static final Path PAGE = Path.of("docs/api.md");
    private static final Pattern FILE = Pattern.compile("<!-- file: ([a-z.]+) -->\n```swift\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CONSOLE = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);

    @TestHTTPResource
    URI root;

    @TempDir
    Path directory;

    /// A command and what it prints.
    private record Example(String command, String expected) {}

    private static List<Example> examples(String page) {
        List<Example> examples = new ArrayList<>();
        for (Matcher block = CONSOLE.matcher(page); block.find(); ) {
            for (String part : ("\n" + block.group(1)).split("\n\\$ ", -1)) {
                if (!part.isBlank()) {
                    String[] lines = part.split("\n", 2);
                    examples.add(new Example(lines[0], lines.length < 2 ? "" : lines[1].strip()));
                }
            }
        }
        return examples;
    }

    @TestFactory
    Stream<DynamicTest> everyExamplePrintsWhatThePageSays() throws IOException {
        String page = Files.readString(PAGE);
        for (Matcher file = FILE.matcher(page); file.find(); ) {
            Files.writeString(directory.resolve(file.group(1)), file.group(2));
        }
        List<Example> examples = examples(page);
        assertThat(examples).hasSizeGreaterThan(15);
        return examples.stream().map(each -> DynamicTest.dynamicTest(each.command(), () -> run(each)));
    }

    private void run(Example example) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", example.command()).directory(directory.toFile());
        shell.environment().put("SWIFTLET", "http://localhost:" + root.getPort());
        shell.redirectErrorStream(true);
        Process process = shell.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(printed.replace("\r", "").strip()).matches(pattern(example.expected()));
    }

    /// `…` stands for what differs.
    private static Pattern pattern(String expected) {
        return Pattern.compile(
                Stream.of(expected.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*?")),
                Pattern.DOTALL);
    }

    /// Whatever a server may refuse is explained, by its own name and status.
    @Test
    void everyProblemIsExplained() throws IOException {
        String page = Files.readString(PAGE);
        for (Problem.Kind kind : Problem.Kind.values()) {
            String name = kind.type().substring(kind.type().lastIndexOf(':') + 1);
            assertThat(page).contains("| `%s` | %s | %d | ".formatted(name, kind.title(), kind.status()));
        }
    }
}
