package dev.swiftlet.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.terminal.TerminalSize;
import dev.swiftlet.toolchain.Toolchain;
import java.util.Map;
import java.util.Set;

/// What is different in the request for a run beside a session's REPL: the size of its terminal is in it, and what its
/// session decides is not.
final class InteractiveFields {
    static final Set<String> FIELDS =
            Set.of("source", "files", "toolchain", "mode", "options", "arguments", "environment", "limits", "size");

    private static final int MOST_CELLS = 100_000;
    private static final String OWN_SANDBOX = "is not for a run in a session: its sandbox has that already";

    /// What has no meaning here, and why: whoever says it would believe that it was heard.
    private static final Map<String, String> WITHOUT_MEANING = Map.of(
            "/cache", "is not for a run in a session: that is never answered from the cache",
            "/stdin", "is not for a run in a session: its program reads what is typed at its terminal",
            "/limits/memoryMiB", OWN_SANDBOX,
            "/limits/processes", OWN_SANDBOX,
            "/limits/outputKiB", "is not for a run in a session: its terminal takes all that is printed");

    private InteractiveFields() {}

    /// @throws ProblemException where the request has what means nothing here
    static void refuseMeaningless(JsonNode whole) {
        WITHOUT_MEANING.forEach((place, why) -> {
            if (!whole.at(place).isMissingNode()) {
                throw JsonFields.refused(place.substring(1).replace('/', '.'), why);
            }
        });
    }

    static void refuseOther(JsonFields fields, Toolchain own) {
        if (fields.text("toolchain").map(id -> !id.equals(own.id())).orElse(false)) {
            throw JsonFields.refused("toolchain", "must be the session's, %s, or left out".formatted(own.id()));
        }
    }

    static TerminalSize size(JsonFields whole) {
        JsonNode found = whole.find("size")
                .orElseThrow(() -> JsonFields.refused("size", "must be there: {\"cols\": 80, \"rows\": 24}"));
        JsonFields fields = new JsonFields("size", found, Set.of("cols", "rows"));
        return new TerminalSize(cells(fields, "cols"), cells(fields, "rows"));
    }

    /// Out of range it is clamped, as on the socket.
    private static int cells(JsonFields size, String name) {
        if (!size.has(name)) {
            throw JsonFields.refused(size.at(name), "must be there");
        }
        return (int) size.number(name, 0, 1, MOST_CELLS, true);
    }
}
