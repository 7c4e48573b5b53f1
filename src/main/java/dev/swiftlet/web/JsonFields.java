package dev.swiftlet.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The fields of one JSON object of a request. What is not as it must be is refused with the field's name and the rule.
final class JsonFields {
    private final String path;
    private final JsonNode node;

    /// @param path what goes before its fields' names, empty for the whole request
    /// @param known the fields it may have; others are refused
    JsonFields(String path, JsonNode node, Set<String> known) {
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw refused(path.isEmpty() ? "body" : path, "must be a JSON object");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new ProblemException(
                        Problem.Kind.INVALID_FIELD,
                        shown(at(name)),
                        "There is no such field. There are: " + String.join(", ", new TreeSet<>(known)) + ".");
            }
        });
    }

    /// A field's whole name.
    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    /// JSON's null is as if the field were not there.
    Optional<JsonNode> find(String name) {
        return Optional.ofNullable(node.get(name)).filter(found -> !found.isNull());
    }

    Optional<String> text(String name) {
        return find(name).map(found -> text(found, at(name)));
    }

    boolean truth(String name, boolean otherwise) {
        return find(name)
                .map(found -> {
                    if (!found.isBoolean()) {
                        throw refused(at(name), "must be true or false");
                    }
                    return found.booleanValue();
                })
                .orElse(otherwise);
    }

    /// One of an enum's names, in lower case.
    <E extends Enum<E>> E choice(String name, E otherwise, Class<E> type) {
        Optional<String> chosen = text(name);
        if (chosen.isEmpty()) {
            return otherwise;
        }
        List<String> names = new ArrayList<>();
        for (E each : type.getEnumConstants()) {
            String spelled = each.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (spelled.equals(chosen.get())) {
                return each;
            }
            names.add(spelled);
        }
        throw refused(at(name), "must be one of " + String.join(", ", names));
    }

    /// A number within bounds; whole, or with a fraction.
    double number(String name, double otherwise, double least, double most, boolean whole) {
        Optional<JsonNode> found = find(name);
        if (found.isEmpty()) {
            return otherwise;
        }
        JsonNode number = found.get();
        double value = number.isNumber() ? number.doubleValue() : Double.NaN;
        boolean isWhole = !whole || (number.isIntegralNumber() && !Double.isInfinite(value));
        if (!isWhole || !(value >= least && value <= most)) {
            throw refused(
                    at(name),
                    "must be a %snumber from %s to %s, not %s"
                            .formatted(whole ? "whole " : "", plain(least), plain(most), kind(number)));
        }
        return value;
    }

    List<String> texts(String name, int most) {
        Optional<JsonNode> found = find(name);
        if (found.isEmpty()) {
            return List.of();
        }
        if (!found.get().isArray() || found.get().size() > most) {
            throw refused(at(name), "must be a list of at most %d strings".formatted(most));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : found.get()) {
            texts.add(text(each, at(name) + "[" + texts.size() + "]"));
        }
        return texts;
    }

    Map<String, String> textsByName(String name, int most) {
        Optional<JsonNode> found = find(name);
        if (found.isEmpty()) {
            return Map.of();
        }
        if (!found.get().isObject() || found.get().size() > most) {
            throw refused(at(name), "must be an object of at most %d strings".formatted(most));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        found.get()
                .properties()
                .forEach(each ->
                        texts.put(each.getKey(), text(each.getValue(), at(name) + "." + shown(each.getKey()))));
        return texts;
    }

    static String text(JsonNode node, String field) {
        if (!node.isTextual()) {
            throw refused(field, "must be a string, not " + kind(node));
        }
        return node.textValue();
    }

    /// @param rule goes on from the field's name
    static ProblemException refused(String field, String rule) {
        String shown = shown(field);
        return new ProblemException(Problem.Kind.INVALID_FIELD, shown, shown + " " + rule + ".");
    }

    /// @param rule what it may have
    static ProblemException tooLarge(String field, String rule) {
        String shown = shown(field);
        return new ProblemException(Problem.Kind.TOO_LARGE, shown, shown + " is too large: " + rule + ".");
    }

    /// A name from a stranger, so much of it that they know it again.
    private static String shown(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N}_.\\[\\]@ -]", "?");
        return plain.length() <= 80 ? plain : plain.substring(0, 80) + "…";
    }

    private static String kind(@Nullable JsonNode node) {
        return switch (node) {
            case null -> "nothing";
            case JsonNode number
            when number.isNumber() -> {
                String text = number.asText();
                yield text.length() <= 24 ? text : text.substring(0, 24) + "…";
            }
            case JsonNode other when other.isNull() -> "null";
            case JsonNode other when other.isContainerNode() -> other.isArray() ? "a list" : "an object";
            case JsonNode other -> "a " + other.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String plain(double number) {
        return number == Math.rint(number)
                ? BigInteger.valueOf((long) number).toString()
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
