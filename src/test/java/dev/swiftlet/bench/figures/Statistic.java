package dev.swiftlet.bench.figures;

/// What of a series is compared.
public enum Statistic {
    MEDIAN("median"),
    P95("p95"),
    P99("p99"),
    MOST("most");

    private final String label;

    Statistic(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
