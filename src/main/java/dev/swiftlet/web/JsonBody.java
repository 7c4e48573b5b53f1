package dev.swiftlet.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A request's body as text, or as JSON that is read field by field. Refuses what is neither. Any thread; takes a
/// moment where there is much of it.
final class JsonBody {
    private JsonBody() {}

    /// @param body JSON; `null` for no body at all
    static JsonNode read(byte @Nullable [] body) {
        String text = text(body == null ? new byte[0] : body);
        try {
            return StrictJson.TREES.readTree(text);
        } catch (JsonProcessingException e) {
            throw refusal(e);
        }
    }

    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(
                    Problem.Kind.BAD_REQUEST, "body", "The body is not UTF-8. Save the file in that encoding.");
        }
    }

    private static ProblemException refusal(JsonProcessingException failure) {
        if (failure instanceof JsonParseException twice
                && twice.getProcessor() != null
                && String.valueOf(twice.getOriginalMessage()).startsWith("Duplicate field")) {
            return JsonFields.refused(path(twice.getProcessor().getParsingContext(), ""), "must not be there twice");
        }
        JsonLocation where = failure.getLocation();
        String place = where == null ? "" : " (line %d, column %d)".formatted(where.getLineNr(), where.getColumnNr());
        return new ProblemException(
                Problem.Kind.BAD_REQUEST,
                "body",
                "The body is not JSON as this call takes it%s: wrong there, or nested too deeply.".formatted(place));
    }

    /// Where the reader stands, as refusals name fields.
    private static String path(JsonStreamContext context, String inner) {
        if (context.inRoot()) {
            return inner;
        }
        String own =
                context.inArray() ? "[" + context.getCurrentIndex() + "]" : String.valueOf(context.getCurrentName());
        boolean joined = inner.isEmpty() || inner.startsWith("[");
        return path(context.getParent(), joined ? own + inner : own + "." + inner);
    }
}
