package dev.swiftlet.bench;

import dev.swiftlet.bench.figures.Better;
import dev.swiftlet.bench.figures.Figure;
import dev.swiftlet.bench.figures.Goal;
import dev.swiftlet.bench.figures.Series;
import dev.swiftlet.bench.figures.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A figure while it is measured. For several threads.
final class Meter {
    private final String scenario;
    private final String name;
    private final String unit;
    private final Better better;
    private final Map<String, Series> subjects = new LinkedHashMap<>();
    private final List<Goal> goals = new ArrayList<>();

    Meter(String scenario, String name, String unit, Better better) {
        this.scenario = scenario;
        this.name = name;
        this.unit = unit;
        this.better = better;
    }

    synchronized Meter goal(Goal goal) {
        goals.add(goal);
        return this;
    }

    synchronized void add(String subject, double sample) {
        subjects.computeIfAbsent(subject, any -> new Series()).add(sample);
    }

    void addMillis(String subject, long nanos) {
        add(subject, nanos / 1e6);
    }

    /// What was found so far; goals that nothing was measured for are open.
    synchronized Figure figure() {
        Map<String, Summary> summaries = new LinkedHashMap<>();
        Series ours = subjects.get(Figure.OURS);
        if (ours != null) {
            summaries.put(Figure.OURS, ours.summary());
        }
        subjects.forEach((subject, series) -> summaries.putIfAbsent(subject, series.summary()));
        return new Figure(scenario, name, unit, better, summaries, goals);
    }

    synchronized boolean isEmpty() {
        return subjects.isEmpty();
    }
}
