package dev.swiftlet.bench.figures;

/// Which side of a figure is the good one.
public enum Better {
    LOWER,
    HIGHER
}
