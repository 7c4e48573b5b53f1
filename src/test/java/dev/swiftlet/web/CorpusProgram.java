package dev.swiftlet.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program of the corpus: a file whose text is the program up to a line `//? expect`, then one `key: value` a line of
/// what it is given and what is to come of it. `//? file NAME` begins another file of the same program.
///
/// @param request as `POST /api/runs` takes it
record CorpusProgram(String name, ObjectNode request, List<Expectation> expectations) {
    private static final JsonMapper JSON = new JsonMapper();

    /// @param key what of the verdict, e.g. `outcome`
    /// @param value with `\n` for an end of line
    record Expectation(String key, String value) {}

    static CorpusProgram read(Path file) {
        try {
            String[] parts = Files.readString(file).split("//\\? expect\n", 2);
            ObjectNode request = JSON.createObjectNode().put("cache", false);
            ObjectNode files = request.putObject("files");
            String[] sources = parts[0].split("(?m)^//\\? file ", -1);
            files.put("main.swift", sources[0]);
            for (int i = 1; i < sources.length; i++) {
                int end = sources[i].indexOf('\n');
                files.put(sources[i].substring(0, end), sources[i].substring(end + 1));
            }
            List<Expectation> expectations = new ArrayList<>();
            for (String line : parts[1].lines().toList()) {
                int colon = line.indexOf(':');
                String key = line.substring("//".length(), colon).strip();
                String value = line.substring(colon + 1).strip().replace("\\n", "\n");
                if (!give(request, key, value)) {
                    expectations.add(new Expectation(key, value));
                }
            }
            String name = file.getFileName().toString();
            return new CorpusProgram(name.substring(0, name.length() - ".swift".length()), request, expectations);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return whether that is something to give, and not to expect
    private static boolean give(ObjectNode request, String key, String value) throws IOException {
        switch (key) {
            case "stdin", "mode" -> request.put(key, value);
            case "arguments", "environment", "options" -> request.set(key, tree(value));
            case "run-seconds" -> request.putObject("limits").put("runSeconds", Integer.parseInt(value));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static JsonNode tree(String value) throws IOException {
        return JSON.readTree(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
