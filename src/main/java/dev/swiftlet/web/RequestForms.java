package dev.swiftlet.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// In which forms a request comes and wants its answer: bodies are JSON or a program's text, answers are what `Accept`
/// asks for, else of the same kind as the body.
final class RequestForms {
    private static final Pattern UNWANTED =
            Pattern.compile(";\\s*q\\s*=\\s*0(\\.0*)?\\s*(;|$)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> TEXTS = Set.of("toolchain", "mode", "stdin");
    private static final Set<String> OPTIONS =
            Set.of("optimization", "languageVersion", "warnings", "strictConcurrency");
    private static final String FEATURE = "upcomingFeature";
    private static final String ARGUMENT = "argument";
    private static final String CACHE = "cache";

    private RequestForms() {}

    /// How a run is told.
    enum Answer {
        JSON,
        LINES,
        SERVER_SENT,
        TEXT
    }

    /// @throws ProblemException where the body is of a kind that is surely a mistake
    static boolean isJson(MultiMap headers) {
        String type = mediaType(headers.get(HttpHeaders.CONTENT_TYPE));
        if (type.startsWith("multipart/")) {
            throw new ProblemException(
                    Problem.Kind.UNSUPPORTED_BODY,
                    "The body is the program's text or JSON, not a form. With curl: --data-binary @hello.swift");
        }
        return type.equals("application/json");
    }

    /// The first that is known of those that `Accept` names.
    static Answer answer(MultiMap headers, boolean isJson) {
        Answer usual = isJson ? Answer.JSON : Answer.TEXT;
        List<String> accepted = headers.getAll(HttpHeaders.ACCEPT);
        if (accepted.isEmpty()) {
            return usual;
        }
        for (String range : String.join(",", accepted).split(",", 32)) {
            if (UNWANTED.matcher(range).find()) {
                continue;
            }
            switch (mediaType(range)) {
                case "*/*", "" -> {
                    return usual;
                }
                case "application/json", "application/*" -> {
                    return Answer.JSON;
                }
                case "application/x-ndjson", "application/ndjson", "application/jsonl" -> {
                    return Answer.LINES;
                }
                case "text/event-stream" -> {
                    return Answer.SERVER_SENT;
                }
                case "text/plain", "text/*" -> {
                    return Answer.TEXT;
                }
                default -> {
                    // Perhaps another of them.
                }
            }
        }
        throw new ProblemException(
                Problem.Kind.NOT_ACCEPTABLE,
                "Accept may be application/json, application/x-ndjson, text/event-stream or text/plain.");
    }

    /// What the query says of a program that is nothing but its text, as the JSON form would have it.
    static ObjectNode fields(MultiMap query) {
        ObjectNode fields = StrictJson.TREES.createObjectNode();
        for (Map.Entry<String, String> each : query) {
            put(fields, each.getKey(), each.getValue());
        }
        return fields;
    }

    /// Likewise, of a text that is to be formatted.
    static ObjectNode formatFields(MultiMap query) {
        ObjectNode fields = StrictJson.TREES.createObjectNode();
        for (Map.Entry<String, String> each : query) {
            if (!each.getKey().equals("toolchain")) {
                throw JsonFields.refused(each.getKey(), "is not for the query of this call: that is toolchain");
            }
            once(fields, "toolchain").put("toolchain", each.getValue());
        }
        return fields;
    }

    /// Beside a JSON body the query would be heard by nobody.
    static void refuseAny(MultiMap query) {
        query.names().stream().findFirst().ifPresent(name -> {
            throw JsonFields.refused(name, "is in the query, which is not read beside a JSON body: say it in the body");
        });
    }

    private static void put(ObjectNode fields, String name, String value) {
        if (name.equals(ARGUMENT)) {
            list(fields, "arguments").add(value);
        } else if (name.equals(FEATURE)) {
            list(options(fields), "upcomingFeatures").add(value);
        } else if (name.equals(CACHE) && (value.equals("true") || value.equals("false"))) {
            once(fields, name).put(name, value.equals("true"));
        } else if (TEXTS.contains(name)) {
            once(fields, name).put(name, value);
        } else if (OPTIONS.contains(name)) {
            once(options(fields), name).put(name, value);
        } else {
            throw JsonFields.refused(
                    name,
                    "is not for the query: that is toolchain, mode, stdin, argument, optimization, languageVersion,"
                            + " warnings, strictConcurrency, upcomingFeature and cache (true or false); JSON has all");
        }
    }

    private static ObjectNode once(ObjectNode fields, String name) {
        if (fields.has(name)) {
            throw JsonFields.refused(name, "must not be there twice");
        }
        return fields;
    }

    private static ObjectNode options(ObjectNode fields) {
        return fields.withObject("/options");
    }

    private static ArrayNode list(ObjectNode fields, String name) {
        return fields.withArray(name);
    }

    private static String mediaType(@Nullable String header) {
        return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
