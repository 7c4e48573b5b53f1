package dev.swiftlet.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.swiftlet.run.LoggedValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/// How runs are written as JSON: records with their components' names, names of enums in lower case with dashes, and
/// nothing where there is nothing to say.
final class RunJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(new Names()))
            .addMixIn(LoggedValue.class, ValueNames.class)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private RunJson() {}

    /// `type` says what an event is.
    private interface ValueNames {
        @JsonProperty("swiftType")
        String type();
    }

    /// An object with the components of a record.
    static ObjectNode object(Object of) {
        return MAPPER.valueToTree(of);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// In one line.
    static byte[] bytes(ObjectNode object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @SuppressWarnings("rawtypes") // Jackson asks for the class
    private static final class Names extends StdSerializer<Enum> {
        Names() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum value, JsonGenerator into, SerializerProvider provider) throws IOException {
            into.writeString(name((Enum<?>) value));
        }
    }
}
