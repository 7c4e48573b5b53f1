package dev.swiftlet.run;

import dev.swiftlet.sandbox.RunFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/// Requests for tests, each the usual one with something else in it.
@NullMarked
record Requests(
        List<SourceFile> sources,
        RunMode mode,
        CompilerOptions options,
        List<String> arguments,
        Map<String, String> environment,
        String stdin,
        RunLimits limits,
        boolean cacheable) {

    static Requests of(String text) {
        return of(new SourceFile("main.swift", text));
    }

    static Requests of(SourceFile... files) {
        return new Requests(
                List.of(files),
                RunMode.RUN,
                CompilerOptions.DEFAULT,
                List.of(),
                Map.of(),
                "",
                RunFixture.LIMITS,
                false);
    }

    Requests mode(RunMode other) {
        return new Requests(sources, other, options, arguments, environment, stdin, limits, cacheable);
    }

    Requests options(CompilerOptions other) {
        return new Requests(sources, mode, other, arguments, environment, stdin, limits, cacheable);
    }

    Requests arguments(String... other) {
        return new Requests(sources, mode, options, List.of(other), environment, stdin, limits, cacheable);
    }

    Requests environment(Map<String, String> other) {
        return new Requests(sources, mode, options, arguments, other, stdin, limits, cacheable);
    }

    Requests stdin(String other) {
        return new Requests(sources, mode, options, arguments, environment, other, limits, cacheable);
    }

    Requests limits(RunLimits other) {
        return new Requests(sources, mode, options, arguments, environment, stdin, other, cacheable);
    }

    Requests runTime(Duration other) {
        return limits(new RunLimits(
                limits.compileTime(), other, limits.memoryBytes(), limits.outputBytes(), limits.processes()));
    }

    Requests compileTime(Duration other) {
        return limits(
                new RunLimits(other, limits.runTime(), limits.memoryBytes(), limits.outputBytes(), limits.processes()));
    }

    Requests memory(long other) {
        return limits(
                new RunLimits(limits.compileTime(), limits.runTime(), other, limits.outputBytes(), limits.processes()));
    }

    Requests output(long other) {
        return limits(
                new RunLimits(limits.compileTime(), limits.runTime(), limits.memoryBytes(), other, limits.processes()));
    }

    Requests cached() {
        return new Requests(sources, mode, options, arguments, environment, stdin, limits, true);
    }

    RunRequest request() {
        return new RunRequest(
                sources, RunFixture.SWIFT, mode, options, arguments, environment, stdin, limits, cacheable);
    }
}
