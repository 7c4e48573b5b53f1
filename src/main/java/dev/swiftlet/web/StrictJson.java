package dev.swiftlet.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.swiftlet.protocol.JsonFromStrangers;
import java.util.Optional;

/// JSON from strangers: what is not exactly the type asked for is refused. Any thread.
final class StrictJson {
    private static final int MAX_DEPTH = 8;

    static final JsonMapper MAPPER = JsonFromStrangers.mapper(MAX_DEPTH)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    /// For what is read field by field: also reads numbers that are none, so that they can be refused by name.
    static final JsonMapper TREES =
            MAPPER.rebuild().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private StrictJson() {}

    /// Empty if the text is no such value, or null.
    static <T> Optional<T> read(String text, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(text, type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
