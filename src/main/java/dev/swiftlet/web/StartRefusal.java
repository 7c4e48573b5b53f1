package dev.swiftlet.web;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes of what ended a start the sentences for whoever can mend it.
final class StartRefusal {
    private static final Pattern UNKNOWN = Pattern.compile("SRCFG00050: (\\S+) in .*", Pattern.DOTALL);
    private static final Pattern UNREADABLE = Pattern.compile(
            "property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted (.*)");
    /// What goes before the words: names of exceptions, and SmallRye's own numbers.
    private static final Pattern PREFIX = Pattern.compile("^(?:[\\w.$]+(?:Exception|Error): )*(?:SRCFG\\d+: )?");

    private StartRefusal() {}

    /// @return none where it is nobody's setting, but a fault
    static List<String> of(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            switch (each) {
                case ConfigValidationException several -> {
                    return problems(several);
                }
                case ConfigurationException one -> {
                    return List.of(oneLine(one.getMessage()));
                }
                case QuarkusBindException taken -> {
                    return List.of("port %d is already used: stop what uses it, or choose another (quarkus.http.port)"
                            .formatted(taken.getPort()));
                }
                // From the native transport, which does not say which one.
                case IOException taken
                when String.valueOf(taken.getMessage()).contains("Address already in use") -> {
                    return List.of("a port is already used: stop what uses it, or choose others"
                            + " (quarkus.http.port, quarkus.management.port)");
                }
                case IllegalArgumentException named
                when String.valueOf(named.getMessage()).startsWith("swiftlet.") -> {
                    return List.of(oneLine(named.getMessage()));
                }
                default -> {
                    // Perhaps its cause.
                }
            }
        }
        return List.of();
    }

    private static List<String> problems(ConfigValidationException several) {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < several.getProblemCount(); i++) {
            sentences.add(sentence(oneLine(several.getProblem(i).getMessage())));
        }
        return sentences;
    }

    private static String sentence(String problem) {
        Matcher unknown = UNKNOWN.matcher(problem);
        if (unknown.matches()) {
            return new UnknownKeys().refusal(unknown.group(1));
        }
        Matcher unreadable = UNREADABLE.matcher(problem);
        return unreadable.find()
                ? "%s is %s, which cannot be read: %s"
                        .formatted(
                                unreadable.group(1),
                                unreadable.group(2),
                                PREFIX.matcher(unreadable.group(3)).replaceFirst(""))
                : PREFIX.matcher(problem).replaceFirst("");
    }

    private static String oneLine(@Nullable String text) {
        return String.valueOf(text).replaceAll("\\s*\\R\\s*", " ").strip();
    }
}
