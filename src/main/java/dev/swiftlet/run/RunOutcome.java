package dev.swiftlet.run;

/// How a run went, in one word.
public enum RunOutcome {
    /// The program ended with exit code 0; or, where nothing was to be run, there was no error.
    SUCCESS,
    /// The compiler or the linker found errors.
    COMPILE_ERROR,
    /// The program crashed, or ended with another exit code or by a signal of its own.
    RUNTIME_ERROR,
    /// A phase took longer than it may.
    TIMEOUT,
    /// The kernel ended it because its memory was used up.
    OUT_OF_MEMORY,
    /// It could only have gone on beyond what it may print.
    OUTPUT_LIMIT,
    /// Whoever asked stopped it.
    KILLED,
    /// No place came free for it in time: it never began.
    BUSY,
    /// It was not its fault: the sandbox or the server failed.
    INTERNAL_ERROR
}
