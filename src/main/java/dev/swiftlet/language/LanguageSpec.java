package dev.swiftlet.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.terminal.TerminalSize;
import java.util.List;
import java.util.Map;

/// How sourcekit-lsp is started, greeted and answered.
final class LanguageSpec {
    private static final int RING_BYTES = 1 << 18;
    /// Between a run's 1000 and the REPL's 500: it comes back by itself, a REPL's variables do not.
    private static final int OOM_SCORE = 900;

    /// Its directory, and nothing in it but a database without files: with one, it never looks for packages. The REPL
    /// goes first.
    private static final String START =
            "rm -rf %1$s; mkdir -p -m 700 %1$s && cd %1$s && printf '[]' > compile_commands.json"
                            .formatted(FileUri.DIRECTORY)
                    + " && exec nice -n 5 /usr/lib/swiftlet/toolchain/bin/sourcekit-lsp";

    /// What we can do with its answers, whoever the editor is: it is greeted once for many editors. By itself it would
    /// rest for two seconds before each diagnosis.
    private static final String GREETING = """
            {
              "processId": null,
              "clientInfo": {"name": "swiftlet"},
              "rootUri": "%s",
              "initializationOptions": {
                "swiftPublishDiagnosticsDebounceDuration": 0.15,
                "backgroundIndexing": false
              },
              "capabilities": {
                "workspace": {"workspaceEdit": {}},
                "textDocument": {
                  "publishDiagnostics": {"versionSupport": true, "codeActionsInline": true},
                  "codeAction": {
                    "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor"]}}
                  },
                  "completion": {
                    "contextSupport": true,
                    "completionItem": {"snippetSupport": true, "documentationFormat": ["markdown", "plaintext"]}
                  },
                  "hover": {"contentFormat": ["markdown", "plaintext"]},
                  "signatureHelp": {
                    "contextSupport": true,
                    "signatureInformation": {
                      "documentationFormat": ["markdown", "plaintext"],
                      "parameterInformation": {"labelOffsetSupport": true},
                      "activeParameterSupport": true
                    }
                  },
                  "rename": {"prepareSupport": true},
                  "diagnostic": {}
                }
              }
            }
            """.formatted(FileUri.ROOT);

    private LanguageSpec() {}

    static ProcessSpec process(LanguageLimits limits) {
        return new ProcessSpec(
                ProcessSpec.Kind.LANGUAGE,
                ProcessSpec.Mode.PIPES,
                TerminalSize.DEFAULT,
                RING_BYTES,
                0,
                OOM_SCORE,
                Map.of(ProcessSpec.Limit.DATA, limits.memoryBytes(), ProcessSpec.Limit.CORE, 0L),
                "/tmp",
                List.of("/bin/sh", "-c", START),
                Map.of("HOME", "/tmp", "LANG", "C.UTF-8", "PATH", "/usr/local/bin:/usr/bin:/bin"));
    }

    /// The parameters of `initialize`.
    static JsonNode greeting() {
        try {
            return Json.MAPPER.readTree(GREETING);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own words", e);
        }
    }

    /// It asks its client now and then; nobody is bothered with it.
    static ObjectNode answer(ObjectNode question) {
        ObjectNode answer = Json.message();
        answer.set("id", question.path("id"));
        switch (question.path("method").asText()) {
            case "client/registerCapability", "client/unregisterCapability", "window/workDoneProgress/create" ->
                answer.putNull("result");
            case "workspace/configuration" -> {
                ArrayNode none = answer.putArray("result");
                question.path("params").path("items").forEach(_ -> none.addNull());
            }
            default ->
                answer.putObject("error")
                        .put("code", EditorMessage.Refused.NOT_FOUND)
                        .put("message", "Nobody here does that.");
        }
        return answer;
    }
}
