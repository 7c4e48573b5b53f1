package dev.swiftlet.bench.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// All runs on this machine, oldest first: a file with a line of JSON for each.
public final class History {
    private final Path file;

    public History(Path file) {
        this.file = file;
    }

    public void append(Results results) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, results.toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// Those that can be read: a line that was cut, or is of another version, is left out.
    public List<Results> read() throws IOException {
        List<Results> runs = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                try {
                    runs.add(Results.fromJson(line));
                } catch (IllegalArgumentException e) {
                    // Killed while writing, or older than this form.
                }
            }
        }
        return runs;
    }
}
