package dev.swiftlet.run;

/// One process of a run. Confined to the run's loop.
interface StoppableProcess {
    /// Ends it soon, with all of its tree. Without effect when it has ended.
    void stop(PhaseProcess.Stop why);

    /// More output is wanted again.
    void resumed();
}
