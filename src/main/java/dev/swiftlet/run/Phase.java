package dev.swiftlet.run;

/// The steps of a run, in their order.
public enum Phase {
    COMPILE,
    LINK,
    RUN
}
