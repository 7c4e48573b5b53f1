package dev.swiftlet.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads what a program logs of its values, line by line. The program may have written anything there: what is no
/// record is skipped, and no more is taken than is asked for. Confined to its run's loop.
final class ValueReader {
    /// The logger writes up to 2 KiB.
    private static final int LONGEST_LINE = 8192;

    private static final int LONGEST_TEXT = 2048;
    /// How each line begins that tells a value of its history; others come beside it, at the end.
    private static final byte[] HISTORY = "{\"kind\":\"value\"".getBytes(StandardCharsets.US_ASCII);

    /// The logger tells 1000 numbers of passes, and has 256 places for last values.
    private static final int MOST_BESIDE = 1256;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> files;
    private final int most;
    private final Consumer<RunEvent> taker;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;
    private int told;
    private int beside;
    private int dropped;

    /// @param files the names of the sources: values elsewhere are nobody's
    /// @param most values that are told, beside the last ones
    ValueReader(Set<String> files, int most, Consumer<RunEvent> taker) {
        this.files = files;
        this.most = most;
        this.taker = taker;
    }

    void add(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            byte each = bytes.get(i);
            if (each == '\n') {
                endLine();
            } else if (line.size() < LONGEST_LINE) {
                line.write(each);
            } else {
                tooLong = true;
            }
        }
    }

    /// How many were not told, as far as is known.
    int dropped() {
        return dropped;
    }

    private void endLine() {
        byte[] bytes = line.toByteArray();
        boolean whole = !tooLong;
        line.reset();
        tooLong = false;
        if (bytes.length == 0 || !whole) {
            return;
        }
        if (startsWith(bytes, HISTORY)) {
            tellHistory(bytes);
        } else if (beside < MOST_BESIDE) {
            beside++;
            read(bytes).ifPresent(taker);
        }
    }

    private void tellHistory(byte[] bytes) {
        if (told == most) {
            dropped++;
            return;
        }
        read(bytes).ifPresent(event -> {
            told++;
            taker.accept(event);
        });
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    private Optional<RunEvent> read(byte[] bytes) {
        JsonNode record;
        try {
            record = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("from memory", e);
        }
        return switch (record.path("kind").asText()) {
            case "value", "last" -> value(record);
            case "passes" ->
                place(record)
                        .map(range -> new RunEvent.Passed(record.path("file").asText(), range, passes(record)));
            case "limit" -> {
                dropped++;
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private Optional<RunEvent> value(JsonNode record) {
        return place(record)
                .map(range -> new RunEvent.Valued(new LoggedValue(
                        record.path("file").asText(),
                        range,
                        name(record),
                        text(record, "type"),
                        text(record, "value"),
                        record.path("cut").asBoolean()
                                || record.path("value").asText().length() > LONGEST_TEXT,
                        passes(record))));
    }

    private Optional<Diagnostic.Range> place(JsonNode record) {
        JsonNode from = record.path("from");
        JsonNode to = record.path("to");
        Diagnostic.Range range = new Diagnostic.Range(
                from.path(0).asInt(),
                from.path(1).asInt(),
                to.path(0).asInt(),
                to.path(1).asInt());
        boolean sound = range.startLine() > 0
                && range.startColumn() > 0
                && range.endLine() >= range.startLine()
                && (range.endLine() > range.startLine() || range.endColumn() >= range.startColumn());
        return sound && files.contains(record.path("file").asText()) ? Optional.of(range) : Optional.empty();
    }

    private static @Nullable String name(JsonNode record) {
        String name = text(record, "name");
        return name.isEmpty() ? null : name;
    }

    private static String text(JsonNode record, String field) {
        String text = record.path(field).asText();
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    private static long passes(JsonNode record) {
        return Math.max(1, record.path("pass").asLong(1));
    }
}
