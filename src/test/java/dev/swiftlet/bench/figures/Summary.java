package dev.swiftlet.bench.figures;

import java.util.ArrayList;
import java.util.List;

/// What a series of samples comes to.
///
/// @param count how many samples
/// @param iqr the spread: between the quarter below and the quarter above are half of all samples
/// @param curve the sorted samples, or 101 of them evenly spread where there are more: enough for a plot
public record Summary(
        int count, double min, double median, double iqr, double p95, double p99, double max, List<Double> curve) {
    private static final int CURVE_POINTS = 101;

    public Summary {
        curve = List.copyOf(curve);
    }

    static Summary of(double[] sorted) {
        return new Summary(
                sorted.length,
                rounded(sorted[0]),
                rounded(quantile(sorted, 0.5)),
                rounded(quantile(sorted, 0.75) - quantile(sorted, 0.25)),
                rounded(quantile(sorted, 0.95)),
                rounded(quantile(sorted, 0.99)),
                rounded(sorted[sorted.length - 1]),
                curve(sorted));
    }

    public double get(Statistic statistic) {
        return switch (statistic) {
            case MEDIAN -> median;
            case P95 -> p95;
            case P99 -> p99;
            case MOST -> max;
        };
    }

    /// Between two samples that value which lies as far between them as the quantile does.
    static double quantile(double[] sorted, double fraction) {
        double place = fraction * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /// Four digits that mean something: the rest is noise, in files that are kept.
    private static double rounded(double value) {
        if (value == 0) {
            return 0;
        }
        double scale = Math.pow(10, 3 - Math.floor(Math.log10(Math.abs(value))));
        return Math.abs(value) >= 1000 ? Math.rint(value) : Math.rint(value * scale) / scale;
    }

    private static List<Double> curve(double[] sorted) {
        int points = Math.min(CURVE_POINTS, sorted.length);
        List<Double> curve = new ArrayList<>(points);
        for (int i = 0; i < points; i++) {
            curve.add(rounded(points == 1 ? sorted[0] : quantile(sorted, i / (points - 1.0))));
        }
        return curve;
    }
}
