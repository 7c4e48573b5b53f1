package dev.swiftlet.bench.figures;

import java.util.Arrays;

/// Samples of one subject, in the order they were taken. For several threads.
public final class Series {
    private double[] samples = new double[64];
    private int count;

    public synchronized void add(double sample) {
        if (!Double.isFinite(sample)) {
            throw new IllegalArgumentException("not a sample: " + sample);
        }
        if (count == samples.length) {
            samples = Arrays.copyOf(samples, count * 2);
        }
        samples[count++] = sample;
    }

    public synchronized int count() {
        return count;
    }

    /// What they come to so far.
    ///
    /// @throws IllegalStateException when there is none
    public synchronized Summary summary() {
        if (count == 0) {
            throw new IllegalStateException("no samples");
        }
        double[] sorted = Arrays.copyOf(samples, count);
        Arrays.sort(sorted);
        return Summary.of(sorted);
    }
}
