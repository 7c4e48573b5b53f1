package dev.swiftlet.toolchain;

import java.util.List;
import java.util.Map;

/// One version of Swift.
///
/// @param id as in the configuration and on the wire, e.g. `swift-6.0`
/// @param label for people, e.g. `Swift 6.0`
/// @param image the engine's name of the sandbox image
/// @param repl the arguments that start its REPL in a sandbox, the program first
/// @param environment what its processes see, beside the terminal's own settings
public record Toolchain(String id, String label, String image, List<String> repl, Map<String, String> environment) {
    public Toolchain {
        if (!id.matches("[a-z0-9][a-z0-9.-]{0,39}")) {
            throw new IllegalArgumentException(
                    "a toolchain's id is 1 to 40 of a-z, 0-9, dot and dash, not '" + id + "'");
        }
        repl = List.copyOf(repl);
        environment = Map.copyOf(environment);
    }
}
