package dev.swiftlet.bench.figures;

import java.util.stream.Collectors;

/// Results as tables of a page in `docs`.
public final class MarkdownReport {
    private static final String BEGIN = "<!-- figures: written by ./swiftlet bench --keep -->";
    private static final String END = "<!-- end of figures -->";

    private MarkdownReport() {}

    public static String of(Results results) {
        Machine machine = results.machine();
        StringBuilder text = new StringBuilder("%s, commit %s, %s: %d x %s, %d MiB, Linux %s, engine %s, Java %s.%s\n"
                .formatted(
                        results.at().substring(0, 10),
                        results.commit(),
                        results.quick() ? "quick" : "full",
                        machine.cores(),
                        machine.processor(),
                        machine.memoryMiB(),
                        machine.kernel(),
                        machine.engine(),
                        machine.java(),
                        " `median (IQR) p95 / p99`, and the ratio to Swiftlet's median."));
        String scenario = "";
        for (Figure figure : results.figures()) {
            if (!figure.scenario().equals(scenario)) {
                scenario = figure.scenario();
                text.append("\n### ").append(scenario).append("\n\n| what | | | goal |\n| --- | --- | --- | --- |\n");
            }
            text.append(row(figure));
        }
        results.notes().forEach(note -> text.append("\n* ").append(note));
        return text.append(results.notes().isEmpty() ? "" : "\n").toString();
    }

    /// Puts the tables where the page has its place for them.
    ///
    /// @throws IllegalArgumentException where it has none
    public static String into(String page, Results results) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no place for figures: " + BEGIN + " … " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n" + of(results) + page.substring(end);
    }

    private static String row(Figure figure) {
        Summary own = figure.subjects().get(Figure.OURS);
        String others = figure.subjects().entrySet().stream()
                .filter(subject -> !subject.getKey().equals(Figure.OURS))
                .map(subject -> subject.getKey() + " " + cell(subject.getValue())
                        + figure.ratio(subject.getKey(), Figure.OURS).stream()
                                .mapToObj(ratio -> " = " + Numbers.of(ratio) + "x")
                                .findFirst()
                                .orElse(""))
                .collect(Collectors.joining("<br>"));
        String goals = figure.goals().stream()
                .map(goal -> goal.text(figure.better(), figure.unit()) + ": " + goal.standing(figure))
                .collect(Collectors.joining("<br>"));
        return "| %s, %s | %s | %s | %s |\n"
                .formatted(figure.name(), figure.unit(), own == null ? "" : "**" + cell(own) + "**", others, goals);
    }

    private static String cell(Summary summary) {
        return summary.count() == 1
                ? Numbers.of(summary.median())
                : "%s (%s) %s / %s"
                        .formatted(
                                Numbers.of(summary.median()),
                                Numbers.of(summary.iqr()),
                                Numbers.of(summary.p95()),
                                Numbers.of(summary.p99()));
    }
}
