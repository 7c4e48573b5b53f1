package dev.swiftlet.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OfferTest {
    /// What is asked for by whoever is offered it.
    private static final Map<String, String> QUESTIONS = Map.ofEntries(
            Map.entry("completionProvider", "textDocument/completion"),
            Map.entry("hoverProvider", "textDocument/hover"),
            Map.entry("signatureHelpProvider", "textDocument/signatureHelp"),
            Map.entry("definitionProvider", "textDocument/definition"),
            Map.entry("declarationProvider", "textDocument/declaration"),
            Map.entry("typeDefinitionProvider", "textDocument/typeDefinition"),
            Map.entry("implementationProvider", "textDocument/implementation"),
            Map.entry("referencesProvider", "textDocument/references"),
            Map.entry("documentHighlightProvider", "textDocument/documentHighlight"),
            Map.entry("renameProvider", "textDocument/rename"),
            Map.entry("documentFormattingProvider", "textDocument/formatting"),
            Map.entry("codeActionProvider", "textDocument/codeAction"),
            Map.entry("diagnosticProvider", "textDocument/diagnostic"));

    private static Stream<String> greetings() {
        return Stream.of("/language/swift-6.0-greeting.json", "/language/later-greeting.json");
    }

    private static JsonNode greeting(String resource) throws IOException {
        try (var from = OfferTest.class.getResourceAsStream(resource)) {
            return Json.MAPPER.readTree(from);
        }
    }

    @ParameterizedTest
    @MethodSource("greetings")
    void nothingIsOfferedThatIsRefused(String resource) throws IOException {
        JsonNode offered = Offer.of(greeting(resource)).path("capabilities");

        for (Map.Entry<String, JsonNode> each : offered.properties()) {
            if (each.getKey().endsWith("Provider")) {
                assertThat(asked(QUESTIONS.get(each.getKey())))
                        .as(each.getKey())
                        .isInstanceOf(EditorMessage.Request.class);
            }
        }
        assertThat(offered.findValues("resolveProvider")).allMatch(each -> !each.asBoolean());
        assertThat(offered.has("executeCommandProvider")).isFalse();
        assertThat(offered.has("semanticTokensProvider")).isFalse();
        assertThat(offered.path("textDocumentSync").has("willSave")).isFalse();
    }

    @Test
    void whatMayBeAskedIsOfferedAsItWas() throws IOException {
        JsonNode offered =
                Offer.of(greeting("/language/swift-6.0-greeting.json")).path("capabilities");

        assertThat(offered.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "textDocumentSync",
                        "completionProvider",
                        "hoverProvider",
                        "definitionProvider",
                        "declarationProvider",
                        "implementationProvider",
                        "referencesProvider",
                        "documentHighlightProvider",
                        "renameProvider",
                        "documentFormattingProvider",
                        "codeActionProvider");
        assertThat(offered.path("completionProvider")
                        .path("triggerCharacters")
                        .get(0)
                        .asText())
                .isEqualTo(".");
        assertThat(offered.path("textDocumentSync").toString()).isEqualTo("{\"openClose\":true,\"change\":2}");
        assertThat(offered.path("renameProvider").path("prepareProvider").asBoolean())
                .isTrue();
    }

    private static EditorMessage asked(String method) {
        ObjectNode params = Json.MAPPER.createObjectNode();
        params.putObject("textDocument").put("uri", FileUri.of("main.swift"));
        return EditorRules.read(Json.write(Json.request(1, method, params)));
    }
}
