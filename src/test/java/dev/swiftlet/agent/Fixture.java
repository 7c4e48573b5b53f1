package dev.swiftlet.agent;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// The golden bytes that the agent's own tests read too.
@NullMarked
record Fixture(String name, String description, Buffer bytes) {
    private static final Path DIRECTORY = Path.of("src/test/resources/agent/v1");

    static List<Fixture> all() throws IOException {
        try (var files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".hex"))
                    .sorted()
                    .map(Fixture::read)
                    .toList();
        }
    }

    boolean malformed() {
        return name.startsWith("malformed-");
    }

    @Override
    public String toString() {
        return name;
    }

    private static Fixture read(Path file) {
        try {
            var lines = Files.readAllLines(file);
            var hex = lines.stream()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.joining(" "))
                    .replaceAll("\\s+", "");
            var name = file.getFileName().toString().replace(".hex", "");
            return new Fixture(
                    name,
                    lines.getFirst().substring(2),
                    Buffer.buffer(HexFormat.of().parseHex(hex)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
