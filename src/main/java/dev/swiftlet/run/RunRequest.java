package dev.swiftlet.run;

import dev.swiftlet.toolchain.Toolchain;
import java.util.List;
import java.util.Map;

/// What is to be compiled and run. Checked already: what is in here is within the server's ceilings.
///
/// @param sources at least one, no name twice
/// @param arguments of the program, without its name
/// @param environment of the program, beside what every program sees
/// @param stdin all that the program can read
/// @param cacheable whether the answer to an identical request will do
public record RunRequest(
        List<SourceFile> sources,
        Toolchain toolchain,
        RunMode mode,
        CompilerOptions options,
        List<String> arguments,
        Map<String, String> environment,
        String stdin,
        RunLimits limits,
        boolean cacheable) {
    public RunRequest {
        sources = List.copyOf(sources);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
