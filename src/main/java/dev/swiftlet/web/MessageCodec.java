package dev.swiftlet.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.ServerMessage;
import java.util.Optional;

/// Messages to and from JSON. Strict: what is not exactly a message is none. Any thread.
public final class MessageCodec {
    private static final int MAX_DEPTH = 8;

    private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private MessageCodec() {}

    /// Reads what a browser sent; empty if it is no message of this protocol.
    public static Optional<ClientMessage> decode(String text) {
        try {
            return Optional.ofNullable(MAPPER.readValue(text, ClientMessage.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /// Writes what a browser is to get.
    public static String encode(ServerMessage message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every server message can be written", e);
        }
    }
}
