package dev.swiftlet.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.run.RunCeilings;
import dev.swiftlet.run.RunLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// The `limits` of a request for a run, each within the server's floor and ceiling.
final class LimitFields {
    private static final Set<String> LIMITS =
            Set.of("compileSeconds", "runSeconds", "memoryMiB", "outputKiB", "processes");
    private static final double MILLIS = 1000;
    private static final double KIB = 1024;
    private static final double MIB = 1024 * KIB;

    private final RunCeilings ceilings;

    LimitFields(RunCeilings ceilings) {
        this.ceilings = ceilings;
    }

    RunLimits read(JsonFields whole) {
        RunLimits usual = ceilings.usual();
        Optional<JsonNode> found = whole.find("limits");
        if (found.isEmpty()) {
            return usual;
        }
        JsonFields fields = new JsonFields("limits", found.get(), LIMITS);
        RunLimits least = RunCeilings.LEAST;
        RunLimits most = ceilings.most();
        return new RunLimits(
                seconds(fields, "compileSeconds", usual.compileTime(), least.compileTime(), most.compileTime()),
                seconds(fields, "runSeconds", usual.runTime(), least.runTime(), most.runTime()),
                bytes(fields, "memoryMiB", usual.memoryBytes(), least.memoryBytes(), most.memoryBytes(), MIB),
                bytes(fields, "outputKiB", usual.outputBytes(), least.outputBytes(), most.outputBytes(), KIB),
                (int) fields.number("processes", usual.processes(), least.processes(), most.processes(), true));
    }

    private static Duration seconds(JsonFields fields, String name, Duration usual, Duration least, Duration most) {
        double seconds = fields.number(
                name, usual.toMillis() / MILLIS, least.toMillis() / MILLIS, most.toMillis() / MILLIS, false);
        return Duration.ofMillis(Math.round(seconds * MILLIS));
    }

    private static long bytes(JsonFields fields, String name, long usual, long least, long most, double unit) {
        return fields.has(name)
                ? (long) (fields.number(name, 0, Math.ceil(least / unit), Math.floor(most / unit), true) * unit)
                : usual;
    }
}
