package dev.swiftlet.bench;

import dev.swiftlet.bench.figures.Better;
import dev.swiftlet.bench.figures.Figure;
import dev.swiftlet.bench.inner.AgentFrames;
import dev.swiftlet.bench.inner.TerminalEcho;
import dev.swiftlet.bench.inner.TerminalFlood;
import dev.swiftlet.bench.inner.TerminalSnapshot;
import dev.swiftlet.web.MessageBench;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// The inner parts of the path of bytes by themselves, with JMH in a JVM of their own, beside a mere copy of the same
/// bytes.
final class Inner implements Scenario {
    /// One part.
    ///
    /// @param subject the class that has both methods
    /// @param ours the method that does it
    /// @param copy the method that only copies what it is about
    /// @param bytes of one call, for a figure in MB/s; 0: the figure is the time of one call
    record Part(String name, Class<?> subject, String ours, String copy, int bytes) {}

    static final String COPY = "mere copy";

    static final Part FLOOD =
            new Part("flood, 32 KiB taken in", TerminalFlood.class, "append", "copy", TerminalFlood.PIECE);

    private static final List<Part> PARTS = List.of(
            FLOOD,
            new Part("two keys' echo taken in", TerminalEcho.class, "append", "copy", 0),
            new Part("snapshot of 64 KiB", TerminalSnapshot.class, "snapshot", "copy", 0),
            new Part("output frames decoded", AgentFrames.class, "decode", "copyRead", AgentFrames.READ),
            new Part("key's frame encoded", AgentFrames.class, "encode", "copyKey", 0),
            new Part("message decoded", MessageBench.class, "decode", "copySubmit", 0),
            new Part("message encoded", MessageBench.class, "encode", "copyAnswer", 0));

    /// JMH's name for the bytes that one call allocates.
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Override
    public String name() {
        return "inner";
    }

    @Override
    public String about() {
        return "terminal, frames and messages by themselves, with JMH: time and allocation beside a mere copy";
    }

    @Override
    public void measure(Stage stage) throws Exception {
        stage.stopServer();
        for (Part part : PARTS) {
            measure(stage, part);
        }
    }

    static void measure(Stage stage, Part part) throws IOException {
        stage.say(part.name());
        Meter speed = part.bytes() > 0
                ? stage.meter(part.name(), "MB/s", Better.HIGHER)
                : stage.meter(part.name(), "ns", Better.LOWER);
        Meter allocated = stage.meter(part.name() + ", allocated", "bytes", Better.LOWER);
        for (RunResult result : run(stage, part)) {
            boolean isCopy = result.getParams().getBenchmark().endsWith("." + part.copy());
            String subject = isCopy ? COPY : Figure.OURS;
            result.getBenchmarkResults().stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .forEach(iteration -> add(part, subject, iteration, speed, allocated));
        }
        stage.show(speed);
        stage.show(allocated);
    }

    private static void add(Part part, String subject, IterationResult iteration, Meter speed, Meter allocated) {
        double nanos = iteration.getPrimaryResult().getScore();
        speed.add(subject, part.bytes() > 0 ? part.bytes() * 1e3 / nanos : nanos);
        Result<?> bytes = iteration.getSecondaryResults().get(ALLOCATED);
        if (bytes != null) {
            // JMH's own allocations are spread over the calls.
            allocated.add(subject, Math.rint(bytes.getScore()));
        }
    }

    /// Both methods of a part, each in a JVM that ends with it; and, where we are stopped, with us.
    private static Collection<RunResult> run(Stage stage, Part part) throws IOException {
        // Its lock would make one of two test runs on a machine fail.
        System.setProperty("jmh.ignoreLock", "true");
        Thread end = new Thread(Inner::endForks, "end of JMH");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            return new Runner(options(stage, part)).run();
        } catch (RunnerException e) {
            throw new IOException(part.name() + ": " + e.getMessage(), e);
        } finally {
            removeHook(end);
        }
    }

    private static Options options(Stage stage, Part part) throws IOException {
        TimeValue each = TimeValue.milliseconds(stage.times(1000, 50));
        return new OptionsBuilder()
                .include("^" + part.subject().getName().replace(".", "\\.") + "\\.(" + part.ours() + "|" + part.copy()
                        + ")$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .jvmArgs("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                .warmupIterations(stage.times(3, 1))
                .warmupTime(each)
                .measurementIterations(stage.times(5, 1))
                .measurementTime(each)
                .addProfiler(GCProfiler.class)
                // After a Ctrl-C no further JVM starts.
                .shouldFailOnError(true)
                .output(stage.place().state().resolve("jmh.log").toString())
                .build();
    }

    private static void endForks() {
        ProcessHandle.current()
                .children()
                .filter(each -> each.info().commandLine().orElse("").contains("org.openjdk.jmh.runner.ForkedMain"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs, or has: we are stopped.
        }
    }
}
