package dev.swiftlet.bench.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What one run of the benchmark found.
///
/// @param version of this form
/// @param at when it began, ISO 8601
/// @param commit of the sources, with a `+` where they had been changed
/// @param image of the sandboxes
/// @param quick whether this was the short form, whose figures are a check and no measurement
/// @param notes what the reader has to know: what was left out, and why
public record Results(
        int version,
        String at,
        String commit,
        String image,
        boolean quick,
        long seconds,
        Machine machine,
        List<Figure> figures,
        List<String> notes) {
    public static final int VERSION = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public Results {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    /// One line of JSON.
    public String toJson() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws IllegalArgumentException where it is none, or of another version
    public static Results fromJson(String json) {
        try {
            Results results = MAPPER.readValue(json, Results.class);
            if (results.version() != VERSION) {
                throw new IllegalArgumentException("results of version " + results.version());
            }
            return results;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no results: " + e.getOriginalMessage(), e);
        }
    }

    /// How many goals are met, missed and open.
    public Map<Goal.Verdict, Long> verdicts() {
        return figures.stream()
                .flatMap(
                        figure -> figure.goals().stream().map(goal -> goal.verdict(figure.subjects(), figure.better())))
                .collect(Collectors.groupingBy(
                        verdict -> verdict, () -> new EnumMap<>(Goal.Verdict.class), Collectors.counting()));
    }
}
