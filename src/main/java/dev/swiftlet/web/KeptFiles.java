package dev.swiftlet.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.session.StoreLimits;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The editor's files in a request, `{"files": {"main.swift": "…"}}`, as they may be kept: with
/// names that can be run; and what a database could only keep as something else is refused.
final class KeptFiles {
    private KeptFiles() {}

    /// @throws ProblemException naming the file
    static Map<String, String> read(byte @Nullable [] body) {
        JsonFields whole = new JsonFields("", JsonBody.read(body), Set.of("files"));
        JsonNode found = whole.find("files")
                .filter(JsonNode::isObject)
                .orElseThrow(() -> JsonFields.refused("files", "must be an object of texts by their names"));
        if (found.size() > StoreLimits.FILES) {
            throw tooLarge("files");
        }
        Map<String, String> files = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        long bytes = 0;
        for (Map.Entry<String, JsonNode> each : found.properties()) {
            String field = "files." + each.getKey();
            SourceFields.checkName(each.getKey(), names);
            String text = JsonFields.text(each.getValue(), field);
            bytes += checked(text, field);
            files.put(each.getKey(), text);
        }
        if (bytes > StoreLimits.FILES_BYTES) {
            throw tooLarge("files");
        }
        return StoreLimits.checkFiles(files);
    }

    /// @return how many bytes it has
    private static int checked(String text, String field) {
        int length = SourceFields.utf8Length(text, field);
        SourceFields.refuseNul(text, field);
        if (length > StoreLimits.FILES_BYTES) {
            throw tooLarge(field);
        }
        return length;
    }

    private static ProblemException tooLarge(String field) {
        return JsonFields.tooLarge(
                field,
                "there may be %d files of %d bytes together".formatted(StoreLimits.FILES, StoreLimits.FILES_BYTES));
    }
}
