package dev.swiftlet.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the benchmark is asked for: names of scenarios and options on the command line, and in properties what the
/// script knows.
///
/// @param scenarios in the order of the benchmark, not of the command line
/// @param keep whether the results become part of the documents
record Options(
        List<Scenario> scenarios,
        boolean quick,
        boolean keep,
        boolean verbose,
        Path java,
        Path application,
        Path state,
        String instance,
        String image,
        String commit,
        Engine engine) {
    private static final int USAGE = 2;

    /// Nothing when only the list of scenarios is wanted. What is not known ends the program.
    static Optional<Options> of(String[] arguments, List<Scenario> known) {
        List<String> names = new ArrayList<>();
        boolean quick = false;
        boolean keep = false;
        boolean verbose = false;
        boolean list = false;
        for (String argument : arguments) {
            switch (argument) {
                case "--quick" -> quick = true;
                case "--keep" -> keep = true;
                case "--verbose" -> verbose = true;
                case "--list" -> list = true;
                default -> names.add(argument);
            }
        }
        for (String name : names) {
            if (known.stream().noneMatch(each -> each.name().equals(name))) {
                System.err.println("bench does not know '" + name + "': ./swiftlet bench --list names what there is.");
                System.exit(USAGE);
            }
        }
        if (list) {
            return Optional.empty();
        }
        return Optional.of(new Options(
                known.stream()
                        .filter(each -> names.isEmpty() || names.contains(each.name()))
                        .toList(),
                quick,
                keep,
                verbose,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Path.of(property("application")),
                Path.of(property("state")),
                property("instance"),
                property("image"),
                property("commit"),
                new Engine(Path.of(property("engine")))));
    }

    private static String property(String name) {
        String value = System.getProperty("swiftlet.bench." + name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("swiftlet.bench." + name + " is missing: ./swiftlet bench sets it");
        }
        return value;
    }
}
