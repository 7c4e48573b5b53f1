package dev.swiftlet.bench.figures;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// One thing that was measured, of several subjects in the same run.
///
/// @param scenario in which
/// @param name what, within its scenario
/// @param subjects by name, ours first; whoever could not be measured is not there
public record Figure(
        String scenario, String name, String unit, Better better, Map<String, Summary> subjects, List<Goal> goals) {
    /// What this is all about.
    public static final String OURS = "Swiftlet";

    public Figure {
        subjects = Collections.unmodifiableMap(new LinkedHashMap<>(subjects));
        goals = List.copyOf(goals);
    }

    /// How many times our median another subject's is ours; nothing where one of them is not there.
    public OptionalDouble ratio(String ours, String against) {
        return Goal.ratio(Statistic.MEDIAN, 1, against).by(ours).value(subjects);
    }
}
