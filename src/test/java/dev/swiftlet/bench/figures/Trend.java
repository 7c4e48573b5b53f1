package dev.swiftlet.bench.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How the median of ours went over earlier runs, as SVG.
final class Trend {
    private static final int WIDTH = 900;
    private static final int LABELS = 220;
    private static final int HEIGHT = 44;
    private static final int MARGIN = 6;

    /// Older ones say nothing about what a change did.
    private static final int MOST_RUNS = 40;

    private Trend() {}

    /// Nothing with fewer than two runs.
    static String of(Figure figure, List<Results> runs) {
        List<Double> medians = new ArrayList<>();
        for (Results run : runs) {
            for (Figure each : run.figures()) {
                Summary own = each.subjects().get(Figure.OURS);
                if (own != null
                        && each.scenario().equals(figure.scenario())
                        && each.name().equals(figure.name())) {
                    medians.add(own.median());
                }
            }
        }
        List<Double> last = medians.subList(Math.max(0, medians.size() - MOST_RUNS), medians.size());
        return last.size() < 2 ? "" : draw(last);
    }

    private static String draw(List<Double> medians) {
        double most = medians.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < medians.size(); i++) {
            double x = LABELS + i * (WIDTH - LABELS - MARGIN) / (medians.size() - 1.0);
            double y = HEIGHT - MARGIN - (most <= 0 ? 0 : medians.get(i) / most * (HEIGHT - 2 * MARGIN));
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        return """
                <svg viewBox="0 0 %d %d" role="img" aria-label="medians of the last %d runs">
                <text x="0" y="26">last %d runs, 0 to %s</text><polyline class="trend" points="%s"/></svg>
                """.formatted(
                        WIDTH,
                        HEIGHT,
                        medians.size(),
                        medians.size(),
                        Numbers.of(most),
                        points.toString().strip());
    }
}
