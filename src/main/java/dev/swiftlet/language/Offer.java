package dev.swiftlet.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// What an editor is told that it can ask for: what sourcekit-lsp said that it can do, as far as
/// [EditorRules] let it be asked. An editor that keeps to it is never refused.
final class Offer {
    /// By name, with what is left out of each: parts of it are asked for in ways that are refused. What a server can do
    /// beside these is unknown, and so is refused.
    private static final Map<String, List<String>> OFFERED = Map.ofEntries(
            Map.entry("positionEncoding", List.of()),
            Map.entry("textDocumentSync", List.of("willSave", "willSaveWaitUntil", "save")),
            Map.entry("completionProvider", List.of()),
            Map.entry("hoverProvider", List.of()),
            Map.entry("signatureHelpProvider", List.of()),
            Map.entry("definitionProvider", List.of()),
            Map.entry("declarationProvider", List.of()),
            Map.entry("typeDefinitionProvider", List.of()),
            Map.entry("implementationProvider", List.of()),
            Map.entry("referencesProvider", List.of()),
            Map.entry("documentHighlightProvider", List.of()),
            Map.entry("renameProvider", List.of()),
            Map.entry("documentFormattingProvider", List.of()),
            Map.entry("codeActionProvider", List.of("resolveProvider")),
            Map.entry("diagnosticProvider", List.of("workspaceDiagnostics")));

    private Offer() {}

    /// The result of an editor's `initialize`.
    ///
    /// @param greeting the result of ours
    static JsonNode of(JsonNode greeting) {
        ObjectNode offer = Json.MAPPER.createObjectNode();
        ObjectNode capabilities = offer.putObject("capabilities");
        for (Map.Entry<String, JsonNode> each : greeting.path("capabilities").properties()) {
            List<String> leftOut = OFFERED.get(each.getKey());
            if (leftOut != null) {
                capabilities.set(each.getKey(), without(leftOut, each.getValue()));
            }
        }
        return offer;
    }

    private static JsonNode without(List<String> leftOut, JsonNode capability) {
        JsonNode rest = capability.deepCopy();
        if (rest instanceof ObjectNode object) {
            // Progress is told to nobody.
            object.remove("workDoneProgress");
            object.remove(leftOut);
        }
        return rest;
    }
}
