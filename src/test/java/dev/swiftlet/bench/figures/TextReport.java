package dev.swiftlet.bench.figures;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Results as a table for a terminal.
public final class TextReport {
    private static final String COLUMNS = " %9s %9s %9s %9s %7s   %s%n";
    private static final String HEAD = "  %-40s" + COLUMNS;
    private static final String ROW = "    %-38s" + COLUMNS;

    private final StringBuilder text = new StringBuilder();

    private TextReport() {}

    public static String of(Results results) {
        TextReport report = new TextReport();
        String scenario = "";
        for (Figure figure : results.figures()) {
            if (!figure.scenario().equals(scenario)) {
                scenario = figure.scenario();
                report.text.append("\n== ").append(scenario).append('\n');
            }
            report.figure(figure);
        }
        report.end(results);
        return report.text.toString();
    }

    /// The medians of one figure in one line.
    public static String line(Figure figure) {
        return "%s [%s]: %s"
                .formatted(
                        figure.name(),
                        figure.unit(),
                        figure.subjects().entrySet().stream()
                                .map(subject -> subject.getKey() + " "
                                        + Numbers.of(subject.getValue().median()))
                                .collect(Collectors.joining(", ")));
    }

    private void end(Results results) {
        if (!results.notes().isEmpty()) {
            text.append("\n== notes\n");
            results.notes().forEach(note -> text.append("  * ").append(note).append('\n'));
        }
        Map<Goal.Verdict, Long> verdicts = results.verdicts();
        text.append("%nGoals: %d met, %d missed, %d not measured.%s%n"
                .formatted(
                        verdicts.getOrDefault(Goal.Verdict.MET, 0L),
                        verdicts.getOrDefault(Goal.Verdict.MISSED, 0L),
                        verdicts.getOrDefault(Goal.Verdict.OPEN, 0L),
                        results.quick() ? " A quick run: a check, no measurement." : ""));
    }

    private void figure(Figure figure) {
        text.append(HEAD.formatted(
                figure.name() + " [" + figure.unit() + "]", "median", "IQR", "p95", "p99", "n", "to " + Figure.OURS));
        figure.subjects()
                .forEach((name, summary) -> text.append(ROW.formatted(
                        name,
                        Numbers.of(summary.median()),
                        Numbers.of(summary.iqr()),
                        Numbers.of(summary.p95()),
                        Numbers.of(summary.p99()),
                        summary.count(),
                        compared(figure, name))));
        for (Goal goal : figure.goals()) {
            text.append("      goal: %s%s: %s%n"
                    .formatted(
                            goal.subject().equals(Figure.OURS) ? "" : goal.subject() + ": ",
                            goal.text(figure.better(), figure.unit()),
                            goal.standing(figure)));
        }
    }

    private static String compared(Figure figure, String other) {
        OptionalDouble ratio = figure.ratio(other, Figure.OURS);
        return other.equals(Figure.OURS) || ratio.isEmpty() ? "" : Numbers.of(ratio.getAsDouble()) + "x";
    }
}
