package dev.swiftlet.run;

import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.terminal.TerminalSize;
import dev.swiftlet.toolchain.Toolchain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The commands of a sandbox image for each step, as `docs/run-recipe.md` has them.
final class Recipe {
    /// The only place in a sandbox where a program may be executed; also the program's own directory.
    static final String DIRECTORY = "/run/swiftlet-run";

    private static final String COMMANDS = "/usr/lib/swiftlet/";
    private static final String OBJECT = "main.o";
    private static final String PROGRAM = "./main";
    private static final String RESULTS = "results.jsonl";

    /// As much as may be under way.
    private static final int RING_BYTES = 1 << 18;

    /// When memory runs out, what a run does goes first.
    private static final int OOM_SCORE = 1000;

    private Recipe() {}

    static ProcessSpec compile(RunRequest request) {
        List<String> command = new ArrayList<>(List.of(COMMANDS + "compile"));
        if (request.mode() == RunMode.CHECK) {
            command.add("-check");
        }
        command.addAll(CompilerArguments.of(request));
        if (request.mode() == RunMode.RESULTS) {
            command.add("-results");
        }
        if (request.mode() != RunMode.CHECK) {
            command.addAll(List.of("-o", OBJECT));
        }
        command.add("--");
        request.sources().forEach(source -> command.add(source.name()));
        return tool(command, request.toolchain(), request.limits().compileTime());
    }

    /// @param time what is left of the compiler's
    static ProcessSpec link(RunRequest request, Duration time) {
        List<String> command = new ArrayList<>(List.of(COMMANDS + "link"));
        if (request.mode() == RunMode.RESULTS) {
            command.add("-results");
        }
        command.addAll(List.of("-o", PROGRAM, OBJECT));
        return tool(command, request.toolchain(), time);
    }

    static ProcessSpec run(RunRequest request, int values, int valueBytes) {
        List<String> command = new ArrayList<>(List.of(COMMANDS + "run"));
        if (request.mode() == RunMode.RESULTS) {
            command.addAll(List.of("-results", RESULTS, "-records", "" + values, "-bytes", "" + valueBytes));
        }
        command.add(PROGRAM);
        command.addAll(request.arguments());
        Map<String, String> environment = environment(request.toolchain());
        environment.putAll(request.environment());
        return process(command, environment, request.limits().runTime());
    }

    /// Prints what the program logs while it runs.
    static ProcessSpec results(RunRequest request) {
        return tool(
                List.of(COMMANDS + "results", RESULTS),
                request.toolchain(),
                request.limits().runTime());
    }

    static ProcessSpec format(Toolchain toolchain, Duration time) {
        return tool(List.of(COMMANDS + "format"), toolchain, time);
    }

    private static ProcessSpec tool(List<String> command, Toolchain toolchain, Duration time) {
        return process(command, environment(toolchain), time);
    }

    private static Map<String, String> environment(Toolchain toolchain) {
        Map<String, String> environment = new HashMap<>(toolchain.environment());
        environment.putAll(Map.of("HOME", "/tmp", "PATH", "/usr/bin:/bin", "LANG", "C.UTF-8"));
        return environment;
    }

    private static ProcessSpec process(List<String> command, Map<String, String> environment, Duration time) {
        return new ProcessSpec(
                ProcessSpec.Kind.RUN,
                ProcessSpec.Mode.PIPES,
                TerminalSize.DEFAULT,
                RING_BYTES,
                0,
                OOM_SCORE,
                // The server's clock ends it; this, where the server cannot.
                Map.of(ProcessSpec.Limit.CPU, time.toSeconds() + 3),
                DIRECTORY,
                command,
                environment);
    }
}
