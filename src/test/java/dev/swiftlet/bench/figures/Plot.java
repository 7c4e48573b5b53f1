package dev.swiftlet.bench.figures;

import java.util.Locale;
import java.util.Map;

/// A figure's subjects below each other on one scale, as SVG.
final class Plot {
    private static final int WIDTH = 900;
    private static final int LABELS = 220;
    private static final int MARGIN = 30;
    private static final int ROW = 26;
    private static final int BOX = 12;

    /// Beyond that the small would be dots at the edge: then the scale is logarithmic.
    private static final double WIDEST_LINEAR = 30;

    private final double low;
    private final double high;
    private final boolean logarithmic;
    private final StringBuilder svg = new StringBuilder();

    private Plot(Figure figure) {
        double most = 0;
        double least = Double.MAX_VALUE;
        for (Summary summary : figure.subjects().values()) {
            most = Math.max(most, summary.p99());
            least = Math.min(least, summary.min());
        }
        logarithmic = least > 0 && most / least > WIDEST_LINEAR;
        low = logarithmic ? least : Math.min(0, least);
        high = most > low ? most : low + 1;
    }

    static String of(Figure figure) {
        Plot plot = new Plot(figure);
        plot.draw(figure);
        return plot.svg.toString();
    }

    private void draw(Figure figure) {
        int height = figure.subjects().size() * ROW + ROW;
        svg.append("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                .formatted(WIDTH, height, HtmlReport.escape(figure.name())));
        int row = 0;
        for (Map.Entry<String, Summary> subject : figure.subjects().entrySet()) {
            subject(subject.getKey(), subject.getValue(), row++ * ROW + ROW / 2);
        }
        for (Goal goal : figure.goals()) {
            goal(figure, goal, height - ROW);
        }
        axis(height - ROW);
        svg.append("</svg>\n");
    }

    private void subject(String name, Summary summary, int y) {
        String kind = name.startsWith(Figure.OURS) ? "ours" : "other";
        svg.append("<text x=\"0\" y=\"%d\">%s</text>\n".formatted(y + 4, HtmlReport.escape(name)));
        line(kind, x(summary.min()), y, x(summary.p95()), y);
        double left = x(quarter(summary, 0.25));
        double right = x(quarter(summary, 0.75));
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" fill-opacity=\"0.35\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                kind,
                left,
                y - BOX / 2,
                Math.max(1, right - left),
                BOX));
        line(kind + "\" stroke-width=\"3", x(summary.median()), y - BOX / 2, x(summary.median()), y + BOX / 2);
        svg.append(String.format(
                Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"2.5\"/>%n", kind, x(summary.p99()), y));
    }

    private void goal(Figure figure, Goal goal, int bottom) {
        Summary other = goal.against() == null ? null : figure.subjects().get(goal.against());
        if (goal.against() != null && other == null) {
            return;
        }
        double at = switch (goal.kind()) {
            case ABSOLUTE -> goal.limit();
            case RATIO -> other == null ? Double.NaN : other.get(goal.statistic()) * goal.limit();
            case DIFFERENCE -> other == null ? Double.NaN : other.get(goal.statistic()) + goal.limit();
        };
        if (at >= low && at <= high) {
            line("goal", x(at), 0, x(at), bottom);
        }
    }

    private void axis(int y) {
        line("axis", LABELS, y, WIDTH - MARGIN, y);
        for (int i = 0; i <= 4; i++) {
            double value = logarithmic ? low * Math.pow(high / low, i / 4.0) : low + (high - low) * i / 4;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"tick\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>%n",
                    x(value),
                    y + 16,
                    Numbers.of(value)));
        }
    }

    private void line(String kind, double fromX, int fromY, double toX, int toY) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
                kind,
                fromX,
                fromY,
                toX,
                toY));
    }

    private double x(double value) {
        double share = logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
        return LABELS + Math.clamp(share, 0, 1) * (WIDTH - LABELS - MARGIN);
    }

    private static double quarter(Summary summary, double fraction) {
        return Summary.quantile(
                summary.curve().stream().mapToDouble(Double::doubleValue).toArray(), fraction);
    }
}
