package dev.swiftlet.bench;

import dev.swiftlet.bench.figures.History;
import dev.swiftlet.bench.figures.HtmlReport;
import dev.swiftlet.bench.figures.Machine;
import dev.swiftlet.bench.figures.MarkdownReport;
import dev.swiftlet.bench.figures.Results;
import dev.swiftlet.bench.figures.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The benchmark: measures the scenarios that were chosen, one after the other, and tells what it found, also when it
/// is stopped before the end.
public final class Bench {
    private static final List<Scenario> SCENARIOS = List.of(
            new Runs(),
            new Opening(),
            new Echo(),
            new Evaluation(),
            new Flood(),
            new Watching(),
            new Idle(),
            new Whole(),
            new Inner(),
            new Starting(),
            new FirstPage());

    private final Options options;
    private final Stage stage;
    private final Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean stopped;

    private Bench(Options options) {
        this.options = options;
        this.stage = new Stage(
                new Server.Place(options.java(), options.application(), options.state(), options.instance()),
                new Containers(options.engine(), options.image(), options.instance() + "floor"),
                new Containers(options.engine(), options.image(), options.instance() + "peer"),
                new Peer.Place(options.state().resolve("peer")),
                options.quick());
    }

    public static void main(String[] arguments) throws IOException {
        Optional<Options> options = Options.of(arguments, SCENARIOS);
        if (options.isEmpty()) {
            SCENARIOS.forEach(each -> System.out.printf("  %-10s %s%n", each.name(), each.about()));
            return;
        }
        System.exit(new Bench(options.get()).run() ? 0 : 1);
    }

    /// @return whether every scenario came to its end
    private boolean run() throws IOException {
        Thread end = new Thread(this::stopAndTell, "end");
        Runtime.getRuntime().addShutdownHook(end);
        boolean whole = true;
        for (Scenario scenario : options.scenarios()) {
            whole &= measure(scenario);
        }
        if (!stopped) {
            stopAndTell();
        }
        return whole;
    }

    private boolean measure(Scenario scenario) {
        if (stopped) {
            return false;
        }
        System.err.printf("== %s: %s%n", scenario.name(), scenario.about());
        long start = System.nanoTime();
        stage.begin(scenario);
        try {
            scenario.measure(stage);
            System.err.printf("  [%s] %d s%n", scenario.name(), (System.nanoTime() - start) / 1_000_000_000);
            return true;
        } catch (Exception e) {
            if (!stopped) {
                stage.note("stopped by a failure: " + e);
                if (options.verbose()) {
                    e.printStackTrace();
                }
            }
            return false;
        }
    }

    /// At the end, and at Ctrl-C: nothing that we started stays, and nothing that we know is lost.
    private void stopAndTell() {
        if (!told.compareAndSet(false, true)) {
            return;
        }
        stopped = true;
        stage.close();
        if (stage.figures().isEmpty()) {
            System.out.println("Nothing was measured.");
            return;
        }
        try {
            tell(results());
        } catch (IOException e) {
            System.err.println("The results could not be written: " + e.getMessage());
        }
    }

    private void tell(Results results) throws IOException {
        System.out.print(TextReport.of(results));
        History history = new History(options.state().resolve("history.jsonl"));
        history.append(results);
        Path page = options.state().resolve("report.html");
        Files.writeString(page, HtmlReport.of(results, history.read()));
        System.out.printf("%d s. Report: %s%n", results.seconds(), page);
        if (options.keep()) {
            keep(results);
        }
    }

    private void keep(Results results) throws IOException {
        Path kept = Path.of("docs/performance")
                .resolve(results.at().substring(0, 10) + "-" + results.commit().replace("+", "") + ".json");
        Files.createDirectories(kept.getParent());
        Files.writeString(kept, results.toJson() + "\n");
        Path page = Path.of("docs/performance.md");
        Files.writeString(page, MarkdownReport.into(Files.readString(page), results));
        System.out.printf("Kept as %s, and in %s%n", kept, page);
    }

    private Results results() throws IOException {
        return new Results(
                Results.VERSION,
                began.toString(),
                options.commit(),
                options.image(),
                options.quick(),
                ChronoUnit.SECONDS.between(began, Instant.now()),
                new Machine(
                        Proc.processor(),
                        Runtime.getRuntime().availableProcessors(),
                        Proc.memoryMiB(),
                        System.getProperty("os.version"),
                        options.engine().version(),
                        Runtime.version().toString()),
                stage.figures(),
                stage.notes());
    }
}
