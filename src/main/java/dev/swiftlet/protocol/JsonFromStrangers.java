package dev.swiftlet.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// How JSON is read that somebody else wrote, whoever reads it: one value, nothing said twice in it, and not too deep.
public final class JsonFromStrangers {
    private JsonFromStrangers() {}

    /// What each reader adds its own to.
    ///
    /// @param mostDepth how deep values may be nested
    public static JsonMapper.Builder mapper(int mostDepth) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(mostDepth)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
