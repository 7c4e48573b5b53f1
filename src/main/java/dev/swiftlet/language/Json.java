package dev.swiftlet.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swiftlet.protocol.JsonFromStrangers;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON-RPC as values. Both ends are strangers: what is nested too deep or said twice is refused.
final class Json {
    private static final int MAX_DEPTH = 64;

    static final JsonMapper MAPPER = JsonFromStrangers.mapper(MAX_DEPTH).build();

    private Json() {}

    /// Empty if it is no object.
    static Optional<ObjectNode> read(byte[] json) {
        try {
            return MAPPER.readTree(json) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    static ObjectNode request(long id, String method, @Nullable JsonNode params) {
        return notification(method, params).put("id", id);
    }

    static ObjectNode notification(String method, @Nullable JsonNode params) {
        ObjectNode message = message().put("method", method);
        if (params != null) {
            message.set("params", params);
        }
        return message;
    }

    static ObjectNode result(long id, @Nullable JsonNode result) {
        ObjectNode message = message().put("id", id);
        message.set("result", result == null ? MAPPER.nullNode() : result);
        return message;
    }

    static ObjectNode error(long id, int code, String why) {
        ObjectNode message = message().put("id", id);
        message.putObject("error").put("code", code).put("message", why);
        return message;
    }

    static ObjectNode message() {
        return MAPPER.createObjectNode().put("jsonrpc", "2.0");
    }
}
