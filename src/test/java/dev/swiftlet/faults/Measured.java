package dev.swiftlet.faults;

/// How long the faults' tests are, and what they say they found. The short form runs with all tests; the full one with
/// `-Dswiftlet.faults=full`.
final class Measured {
    private static final boolean FULL = "full".equals(System.getProperty("swiftlet.faults"));

    private Measured() {}

    /// @return the number for this run
    static int times(int shortForm, int fullForm) {
        return FULL ? fullForm : shortForm;
    }

    /// A line for the report: what a busy machine may change is said, not asserted.
    static void say(String what) {
        System.out.println("measured " + what);
    }

    static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
