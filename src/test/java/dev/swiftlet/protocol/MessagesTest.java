package dev.swiftlet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The golden files are what the wire carries; vitest reads the same ones.
class MessagesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/protocol/v1");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Stream<Path> client() throws IOException {
        return files("client").stream();
    }

    static Stream<Path> server() throws IOException {
        return files("server").stream();
    }

    @ParameterizedTest
    @MethodSource("client")
    void clientMessageIsReadAndWrittenAsGolden(Path file) throws IOException {
        assertGolden(file, ClientMessage.class);
    }

    @ParameterizedTest
    @MethodSource("server")
    void serverMessageIsReadAndWrittenAsGolden(Path file) throws IOException {
        assertGolden(file, ServerMessage.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {ClientMessage.class, ServerMessage.class})
    void everyRecordHasANameAndAGoldenFile(Class<?> sealed) throws IOException {
        List<JsonSubTypes.Type> named =
                Arrays.asList(sealed.getAnnotation(JsonSubTypes.class).value());
        String folder = sealed == ClientMessage.class ? "client" : "server";
        Set<String> golden = files(folder).stream()
                .map(file -> file.getFileName().toString().split("\\.", 2)[0])
                .collect(Collectors.toSet());

        assertThat(named.stream().<Class<?>>map(JsonSubTypes.Type::value))
                .containsExactlyInAnyOrder(sealed.getPermittedSubclasses());
        assertThat(golden).isEqualTo(named.stream().map(JsonSubTypes.Type::name).collect(Collectors.toSet()));
    }

    @Test
    void browserTypesAreGeneratedFromTheseRecords() throws IOException {
        assertThat(Files.readString(Path.of("web/src/protocol/messages.gen.ts")))
                .as("run ./swiftlet fmt, which copies target/messages.gen.ts to web/src/protocol/")
                .isEqualTo(Files.readString(Path.of("target/messages.gen.ts")));
    }

    @Test
    void closeCodesAreDistinctAndPrivate() {
        assertThat(Arrays.stream(CloseReason.values()).map(CloseReason::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code >= 4400 && code <= 4599);
    }

    private static void assertGolden(Path file, Class<?> type) throws IOException {
        JsonNode golden = MAPPER.readTree(file.toFile());
        String written = MAPPER.writeValueAsString(MAPPER.treeToValue(golden, type));
        assertThat(MAPPER.readTree(written)).isEqualTo(golden);
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve(folder))) {
            return files.sorted().toList();
        }
    }
}
