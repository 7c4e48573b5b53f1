package dev.swiftlet.run;

import java.util.List;

/// What a request may choose of the compiler; nothing else reaches its command line.
///
/// @param languageVersion as `-swift-version` takes it
/// @param warnings whether warnings are shown, not shown, or errors
/// @param strictConcurrency what `-strict-concurrency` takes; without effect in version 6
/// @param upcomingFeatures names from the list that the toolchain is known to have
public record CompilerOptions(
        Optimization optimization,
        LanguageVersion languageVersion,
        Warnings warnings,
        StrictConcurrency strictConcurrency,
        List<String> upcomingFeatures) {
    public static final CompilerOptions DEFAULT = new CompilerOptions(
            Optimization.NONE, LanguageVersion.V5, Warnings.SHOW, StrictConcurrency.MINIMAL, List.of());

    public CompilerOptions {
        upcomingFeatures = List.copyOf(upcomingFeatures);
    }

    public enum Optimization {
        NONE,
        SPEED,
        SIZE
    }

    public enum LanguageVersion {
        V5,
        V6
    }

    public enum Warnings {
        SHOW,
        HIDE,
        ERRORS
    }

    public enum StrictConcurrency {
        MINIMAL,
        TARGETED,
        COMPLETE
    }
}
