package dev.swiftlet.run;

import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.terminal.TerminalSize;
import dev.swiftlet.toolchain.Toolchain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The commands of a sandbox image for each step of a run, as `docs/run-recipe.md` has them.
///
/// @param directory where the sources are and the program is to be
/// @param limits beside the time of each step
record Recipe(RunRequest request, String directory, Map<ProcessSpec.Limit, Long> limits) {
    /// Directories of runs begin so, where one sandbox has several runs.
    static final String DIRECTORIES = Workplace.TOP + "/run-";

    private static final String COMMANDS = "/usr/lib/swiftlet/";
    private static final String OBJECT = "main.o";
    private static final String PROGRAM = "./main";
    private static final String RESULTS = "results.jsonl";

    /// As much as may be under way.
    private static final int RING_BYTES = 1 << 18;

    /// When memory runs out, what a run does goes first.
    private static final int OOM_SCORE = 1000;

    ProcessSpec compile() {
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
        return tool(command, request.limits().compileTime());
    }

    /// @param time what is left of the compiler's
    ProcessSpec link(Duration time) {
        List<String> command = new ArrayList<>(List.of(COMMANDS + "link"));
        if (request.mode() == RunMode.RESULTS) {
            command.add("-results");
        }
        command.addAll(List.of("-o", PROGRAM, OBJECT));
        return tool(command, time);
    }

    /// @param tty the size of the TTY that it is on, or null: pipes
    ProcessSpec run(int values, int valueBytes, @Nullable TerminalSize tty) {
        List<String> command = new ArrayList<>(List.of(COMMANDS + "run"));
        if (request.mode() == RunMode.RESULTS) {
            command.addAll(List.of("-results", RESULTS, "-records", "" + values, "-bytes", "" + valueBytes));
        }
        command.add(PROGRAM);
        command.addAll(request.arguments());
        Map<String, String> environment = environment(request.toolchain());
        if (tty != null) {
            environment.put("TERM", "xterm-256color");
        }
        environment.putAll(request.environment());
        return process(command, environment, request.limits().runTime(), directory, limits, tty);
    }

    /// Prints what the program logs while it runs.
    ProcessSpec results() {
        return tool(List.of(COMMANDS + "results", RESULTS), request.limits().runTime());
    }

    /// Makes an empty directory for a run, and removes those of the runs before it.
    static ProcessSpec prepare(Toolchain toolchain, String directory, Duration time) {
        // A glob that fits nothing stays as it is, and -f overlooks that.
        String script = "rm -rf -- " + DIRECTORIES + "* && exec mkdir -- \"$0\"";
        return process(List.of("sh", "-c", script, directory), environment(toolchain), time, Workplace.TOP);
    }

    static ProcessSpec format(Toolchain toolchain, Duration time) {
        return process(List.of(COMMANDS + "format"), environment(toolchain), time, Workplace.TOP);
    }

    private ProcessSpec tool(List<String> command, Duration time) {
        return process(command, environment(request.toolchain()), time, directory, limits, null);
    }

    private static Map<String, String> environment(Toolchain toolchain) {
        Map<String, String> environment = new HashMap<>(toolchain.environment());
        environment.putAll(Map.of("HOME", "/tmp", "PATH", "/usr/bin:/bin", "LANG", "C.UTF-8"));
        return environment;
    }

    private static ProcessSpec process(
            List<String> command, Map<String, String> environment, Duration time, String directory) {
        return process(command, environment, time, directory, Map.of(), null);
    }

    private static ProcessSpec process(
            List<String> command,
            Map<String, String> environment,
            Duration time,
            String directory,
            Map<ProcessSpec.Limit, Long> limits,
            @Nullable TerminalSize tty) {
        Map<ProcessSpec.Limit, Long> all = new HashMap<>(limits);
        // The server's clock ends it; this, where the server cannot.
        all.put(ProcessSpec.Limit.CPU, time.toSeconds() + 3);
        return new ProcessSpec(
                ProcessSpec.Kind.RUN,
                tty == null ? ProcessSpec.Mode.PIPES : ProcessSpec.Mode.TTY,
                tty == null ? TerminalSize.DEFAULT : tty,
                RING_BYTES,
                0,
                OOM_SCORE,
                all,
                directory,
                command,
                environment);
    }
}
