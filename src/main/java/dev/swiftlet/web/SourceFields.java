package dev.swiftlet.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.run.RunCeilings;
import dev.swiftlet.run.SourceFile;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The sources of a request: `source`, one text, or `files`, several with their names.
final class SourceFields {
    static final String ONLY_NAME = "main.swift";

    private final RunCeilings ceilings;

    SourceFields(RunCeilings ceilings) {
        this.ceilings = ceilings;
    }

    List<SourceFile> read(JsonFields fields) {
        if (fields.has("source") == fields.has("files")) {
            throw JsonFields.refused("source", "must be there, or files must be, and not both");
        }
        List<SourceFile> sources = fields.text("source")
                .map(text -> List.of(new SourceFile(ONLY_NAME, text)))
                .orElseGet(() -> files(fields.find("files").orElseThrow()));
        check(sources, fields.has("source"));
        return sources;
    }

    /// For calls that take one text only.
    String readOne(JsonFields fields) {
        String text = fields.text("source")
                .orElseThrow(() -> JsonFields.refused("source", "must be there: the text, as one string"));
        check(List.of(new SourceFile(ONLY_NAME, text)), true);
        return text;
    }

    /// `{"main.swift": "…"}` or `[{"name": "main.swift", "text": "…"}]`.
    private List<SourceFile> files(JsonNode node) {
        List<SourceFile> files = new ArrayList<>();
        if (node.isObject()) {
            tooMany(node.size());
            node.properties()
                    .forEach(each -> files.add(
                            new SourceFile(each.getKey(), JsonFields.text(each.getValue(), "files." + each.getKey()))));
        } else if (node.isArray()) {
            tooMany(node.size());
            for (JsonNode each : node) {
                String path = "files[" + files.size() + "]";
                JsonFields file = new JsonFields(path, each, Set.of("name", "text"));
                files.add(new SourceFile(needed(file, "name"), needed(file, "text")));
            }
        } else {
            throw JsonFields.refused("files", "must be an object of texts by their names, or a list of {name, text}");
        }
        return files;
    }

    private static String needed(JsonFields file, String name) {
        return file.text(name).orElseThrow(() -> JsonFields.refused(file.at(name), "must be there"));
    }

    private void tooMany(int files) {
        if (files < 1 || files > ceilings.sources()) {
            throw JsonFields.refused("files", "must be 1 to %d files".formatted(ceilings.sources()));
        }
    }

    private void check(List<SourceFile> sources, boolean only) {
        Set<String> names = new HashSet<>();
        long bytes = 0;
        for (SourceFile source : sources) {
            checkName(source.name(), names);
            String field = only ? "source" : "files." + source.name();
            int length = utf8Length(source.text(), field);
            if (length > ceilings.sourceBytes()) {
                throw tooLarge(field);
            }
            bytes += length;
            refuseNul(source.text(), field);
        }
        if (bytes > ceilings.sourceBytes()) {
            throw tooLarge(only ? "source" : "files");
        }
        if (sources.stream().allMatch(source -> source.text().isBlank())) {
            throw JsonFields.refused(only ? "source" : "files", "must not be empty");
        }
    }

    private ProblemException tooLarge(String field) {
        return JsonFields.tooLarge(field, "the sources may have %d bytes together".formatted(ceilings.sourceBytes()));
    }

    /// Of a file that is to be run, or kept.
    ///
    /// @param earlier the names before it, [SourceFile#folded]; it is put there too
    static void checkName(String name, Set<String> earlier) {
        if (!SourceFile.isName(name)) {
            throw JsonFields.refused("files." + name, "must be " + SourceFile.NAME_RULE);
        }
        if (!earlier.add(SourceFile.folded(name))) {
            throw JsonFields.refused("files." + name, "must not be there twice, also not with other capitals");
        }
    }

    static void refuseNul(String text, String field) {
        if (text.indexOf('\0') >= 0) {
            throw JsonFields.refused(field, "must not have the character NUL");
        }
    }

    /// @throws ProblemException where a text cannot be written as UTF-8: half of a surrogate pair
    static int utf8Length(String text, String field) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(text))
                    .remaining();
        } catch (CharacterCodingException e) {
            throw JsonFields.refused(field, "must be text that UTF-8 can write");
        }
    }
}
