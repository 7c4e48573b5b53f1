package dev.swiftlet.language;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What an editor sent, after [EditorRules] has looked at it.
sealed interface EditorMessage {
    /// A question for the language server.
    ///
    /// @param id the editor's own
    record Request(long id, String method, JsonNode params) implements EditorMessage {}

    /// It wants to begin: answered by us, from what the language server said when it started.
    record Initialize(long id) implements EditorMessage {}

    /// A file is open, as it stands in the editor.
    record Open(String name, JsonNode params) implements EditorMessage {}

    /// A file is no longer open.
    record Close(String name, JsonNode params) implements EditorMessage {}

    /// A file was changed.
    record Change(String name, JsonNode params) implements EditorMessage {}

    /// An answer to this question is no longer wanted.
    record Cancel(long id) implements EditorMessage {}

    /// The language server is wanted again.
    record Wake() implements EditorMessage {}

    /// What needs nothing done.
    record Nothing() implements EditorMessage {}

    /// What may not be sent.
    ///
    /// @param id of the request, if it is one
    record Refused(@Nullable Long id, int code, String why) implements EditorMessage {
        static final int INVALID = -32600;
        static final int NOT_FOUND = -32601;
        static final int BAD_PARAMETERS = -32602;
    }
}
