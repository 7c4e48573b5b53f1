package dev.swiftlet.bench;

/// One thing that people do, measured for us and for whoever else can do it.
interface Scenario {
    /// What it is chosen by.
    String name();

    /// One line of what it measures.
    String about();

    /// Measures until done; what it started is closed by the time it returns, or by the stage's end.
    void measure(Stage stage) throws Exception;
}
