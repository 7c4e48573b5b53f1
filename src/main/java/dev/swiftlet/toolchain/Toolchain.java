package dev.swiftlet.toolchain;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One version of Swift.
///
/// @param id as in the configuration and on the wire, e.g. `swift-6.0`
/// @param label for people, e.g. `Swift 6.0`
/// @param image the engine's name of the sandbox image
/// @param repl the arguments that start its REPL in a sandbox, the program first
/// @param warming what is added to them for a REPL that starts before anybody waits for it
/// @param environment what its processes see, beside the terminal's own settings
/// @param compiler what every compilation with it is given, in the words of the image's `compile`
/// @param languageVersions what its `-swift-version` takes, e.g. `5` and `6`
/// @param upcomingFeatures the names that its `-enable-upcoming-feature` knows
public record Toolchain(
        String id,
        String label,
        String image,
        List<String> repl,
        List<String> warming,
        Map<String, String> environment,
        List<String> compiler,
        List<String> languageVersions,
        List<String> upcomingFeatures) {
    public Toolchain {
        if (!id.matches("[a-z0-9][a-z0-9.-]{0,39}")) {
            throw new IllegalArgumentException(
                    "a toolchain's id is 1 to 40 of a-z, 0-9, dot and dash, not '" + id + "'");
        }
        repl = List.copyOf(repl);
        warming = List.copyOf(warming);
        environment = Map.copyOf(environment);
        compiler = List.copyOf(compiler);
        languageVersions = List.copyOf(languageVersions);
        upcomingFeatures = List.copyOf(upcomingFeatures);
        if (languageVersions.isEmpty() || !List.of("5", "6").containsAll(languageVersions)) {
            throw new IllegalArgumentException(
                    "swiftlet.toolchains.entries.\"%s\".language-versions is of 5 and 6, not %s"
                            .formatted(id, languageVersions));
        }
        for (String feature : upcomingFeatures) {
            if (!feature.matches("[A-Za-z][A-Za-z0-9]{0,63}")) {
                throw new IllegalArgumentException(
                        "swiftlet.toolchains.entries.\"%s\".upcoming-features: no feature's name: %s"
                                .formatted(id, feature));
            }
        }
    }

    /// The arguments that start a REPL which nobody waits for yet: it takes longer to its prompt, and
    /// its first entry is quick.
    public List<String> warmRepl() {
        return Stream.concat(repl.stream(), warming.stream()).toList();
    }

    /// One whose REPL is as it comes, and that compiles so: both languages, no upcoming features.
    public Toolchain(String id, String label, String image, List<String> repl, Map<String, String> environment) {
        this(id, label, image, repl, List.of(), environment, List.of(), List.of("5", "6"), List.of());
    }
}
