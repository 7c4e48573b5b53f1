package dev.swiftlet.run;

/// How far a run goes.
public enum RunMode {
    /// Compile, link, run.
    RUN,
    /// Only type-check.
    CHECK,
    /// As [#RUN], and log the value of each expression.
    RESULTS
}
