package dev.swiftlet.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an editor may send: questions about its own Swift files, and what is in them. All else is refused: nothing that
/// runs commands, opens other workspaces, changes settings or names another file.
final class EditorRules {
    private static final Set<String> QUESTIONS = Set.of(
            "textDocument/completion",
            "completionItem/resolve",
            "textDocument/hover",
            "textDocument/signatureHelp",
            "textDocument/definition",
            "textDocument/declaration",
            "textDocument/typeDefinition",
            "textDocument/implementation",
            "textDocument/references",
            "textDocument/documentHighlight",
            "textDocument/prepareRename",
            "textDocument/rename",
            "textDocument/formatting",
            "textDocument/codeAction",
            "textDocument/diagnostic");

    /// Sent by every client; we have said or done it ourselves.
    private static final Set<String> NOTHING = Set.of("initialized", "exit", "$/setTrace", "textDocument/didSave");

    private EditorRules() {}

    /// What this message asks for, or why it is refused.
    static EditorMessage read(byte[] json) {
        ObjectNode message = Json.read(json).orElse(null);
        if (message == null) {
            return new EditorMessage.Refused(null, EditorMessage.Refused.INVALID, "That is no message.");
        }
        JsonNode params = message.path("params");
        JsonNode method = message.path("method");
        boolean isRequest = message.has("id");
        if (isRequest && !isId(message.path("id"))) {
            return new EditorMessage.Refused(null, EditorMessage.Refused.INVALID, "An id is a number from 0 on.");
        }
        if (!method.isTextual()) {
            // An answer to a question of the language server's, which we have answered already.
            return isRequest
                    ? new EditorMessage.Nothing()
                    : new EditorMessage.Refused(null, EditorMessage.Refused.INVALID, "That is no message.");
        }
        return isRequest
                ? request(message.path("id").asLong(), method.asText(), params)
                : notification(method.asText(), params);
    }

    private static EditorMessage request(long id, String method, JsonNode params) {
        if (method.equals("initialize")) {
            return new EditorMessage.Initialize(id);
        }
        if (!QUESTIONS.contains(method)) {
            return new EditorMessage.Refused(
                    id, EditorMessage.Refused.NOT_FOUND, "An editor here may not ask for that.");
        }
        return namesOnlyFiles(params) && params.isObject()
                ? new EditorMessage.Request(id, method, params)
                : new EditorMessage.Refused(
                        id, EditorMessage.Refused.BAD_PARAMETERS, "Only the editor's own Swift files can be named.");
    }

    private static EditorMessage notification(String method, JsonNode params) {
        if (NOTHING.contains(method)) {
            return new EditorMessage.Nothing();
        }
        if (!namesOnlyFiles(params)) {
            return refused("Only the editor's own Swift files can be named.");
        }
        return switch (method) {
            case "swiftlet/wake" -> new EditorMessage.Wake();
            case "textDocument/didOpen" -> open(params);
            case "textDocument/didClose" ->
                name(params)
                        .<EditorMessage>map(name -> new EditorMessage.Close(name, params))
                        .orElseGet(() -> refused("A file to close is to be named."));
            case "textDocument/didChange" ->
                name(params)
                        .<EditorMessage>map(name -> new EditorMessage.Change(name, params))
                        .orElseGet(() -> refused("A changed file is to be named."));
            case "$/cancelRequest" ->
                isId(params.path("id"))
                        ? new EditorMessage.Cancel(params.path("id").asLong())
                        : refused("An id is a number from 0 on.");
            default -> refused("An editor here may not say that.");
        };
    }

    /// Of another language, another server would be started.
    private static EditorMessage open(JsonNode params) {
        JsonNode file = params.path("textDocument");
        Optional<String> name = name(params);
        boolean isSwift = file.path("languageId").asText().equals("swift")
                && file.path("text").isTextual()
                && file.path("version").isInt();
        return name.isPresent() && isSwift
                ? new EditorMessage.Open(name.get(), params)
                : refused("Only Swift files can be opened, by name and with their text.");
    }

    private static Optional<String> name(JsonNode params) {
        return FileUri.name(params.path("textDocument").path("uri").asText());
    }

    /// Wherever something that could be an address stands, at any depth, as a field's value or as its name.
    private static boolean namesOnlyFiles(JsonNode node) {
        if (node.isArray()) {
            for (JsonNode each : node) {
                if (!namesOnlyFiles(each)) {
                    return false;
                }
            }
            return true;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!namesOnlyFiles(field.getKey(), field.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean namesOnlyFiles(String name, JsonNode value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("uri") || lower.endsWith("path")) {
            return value.isTextual() && FileUri.name(value.asText()).isPresent();
        }
        return namesOnlyFiles(value);
    }

    private static boolean isId(@Nullable JsonNode id) {
        return id != null && id.isIntegralNumber() && id.canConvertToLong() && id.asLong() >= 0;
    }

    private static EditorMessage refused(String why) {
        return new EditorMessage.Refused(null, EditorMessage.Refused.INVALID, why);
    }
}
