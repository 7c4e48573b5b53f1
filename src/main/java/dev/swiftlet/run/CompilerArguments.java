package dev.swiftlet.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A request's options as `swiftc` takes them, in the order and spelling of the image's own command.
final class CompilerArguments {
    /// Where a program begins in a type and not at the top of the file.
    private static final Pattern MAIN_TYPE = Pattern.compile("(?m)^\\s*@main\\b");

    private CompilerArguments() {}

    static List<String> of(RunRequest request) {
        CompilerOptions options = request.options();
        List<String> arguments = new ArrayList<>(request.toolchain().compiler());
        switch (options.optimization()) {
            case NONE -> {}
            case SPEED -> arguments.add("-O");
            case SIZE -> arguments.add("-Osize");
        }
        if (options.languageVersion() == CompilerOptions.LanguageVersion.V6) {
            arguments.addAll(List.of("-swift-version", "6"));
        }
        if (beginsInType(request.sources())) {
            arguments.add("-parse-as-library");
        }
        switch (options.warnings()) {
            case SHOW -> {}
            case HIDE -> arguments.add("-suppress-warnings");
            case ERRORS -> arguments.add("-warnings-as-errors");
        }
        switch (options.strictConcurrency()) {
            case MINIMAL -> {}
            case TARGETED -> arguments.add("-strict-concurrency=targeted");
            case COMPLETE -> arguments.add("-strict-concurrency=complete");
        }
        options.upcomingFeatures().forEach(feature -> arguments.addAll(List.of("-enable-upcoming-feature", feature)));
        return arguments;
    }

    /// The compiler takes a lone file for a script unless it is told otherwise.
    private static boolean beginsInType(List<SourceFile> sources) {
        return sources.size() == 1
                && MAIN_TYPE.matcher(sources.getFirst().text()).find();
    }
}
