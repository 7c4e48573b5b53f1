package dev.swiftlet.session;

import dev.swiftlet.run.RunEvent;
import dev.swiftlet.run.RunReaders;
import dev.swiftlet.run.RunRequest;
import dev.swiftlet.run.RunSettings;
import dev.swiftlet.terminal.TerminalSize;
import java.util.function.Function;

/// What is to be run beside a REPL, and how.
///
/// @param size what its TTY has until somebody joins
/// @param processes as many of the sandbox's may there be, the REPL's included, when the run starts another
/// @param text how its events are written to clients: one JSON object each
public record RunOrder(
        RunRequest request,
        TerminalSize size,
        int processes,
        RunSettings settings,
        RunReaders readers,
        Function<RunEvent, String> text) {}
