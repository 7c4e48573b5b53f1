package dev.swiftlet.bench;

import dev.swiftlet.bench.figures.Figure;
import dev.swiftlet.bench.figures.Goal;
import dev.swiftlet.bench.figures.Statistic;
import java.io.IOException;
import java.util.List;

/// An entry, from the return key to the next prompt.
final class Evaluation implements Scenario {
    @Override
    public String name() {
        return "evaluate";
    }

    @Override
    public String about() {
        return "1+1 and import Foundation in a fresh REPL, and 1+1 later, against a plain REPL";
    }

    @Override
    public void measure(Stage stage) throws Exception {
        Server server = stage.server(ServerSetup.SHIPPED);
        Terminals ours = Terminals.ours(server);
        Terminals plain = Terminals.raw(stage.containers());
        first(stage, server, "1+1", "first 1+1", 0.3, List.of(ours, plain));
        first(stage, server, "import Foundation", "import Foundation, as the first entry", 0.25, List.of(ours, plain));
        later(stage, ours, plain);
    }

    private static void first(Stage stage, Server server, String entry, String name, double ratio, List<Terminals> all)
            throws IOException {
        Meter meter = stage.millis(name).goal(Goal.ratio(Statistic.MEDIAN, ratio, Stage.PLAIN));
        for (int round = 0; round < stage.times(15, 3); round++) {
            for (Terminals terminals : all) {
                try (Repl repl = terminals.repl()) {
                    // A person needs longer to type than the pool to be full again.
                    server.awaitPools();
                    meter.addMillis(subject(terminals), repl.enter(entry));
                }
            }
        }
        stage.show(meter);
    }

    private static void later(Stage stage, Terminals ours, Terminals plain) throws IOException {
        Meter meter = stage.millis("1+1, not the first").goal(Goal.difference(Statistic.MEDIAN, 1, Stage.PLAIN));
        try (Repl one = ours.repl();
                Repl other = plain.repl()) {
            for (int i = 0; i < 5; i++) {
                one.enter("1+1");
                other.enter("1+1");
            }
            for (int round = 0; round < stage.times(150, 10); round++) {
                meter.addMillis(Figure.OURS, one.enter("1+1"));
                meter.addMillis(Stage.PLAIN, other.enter("1+1"));
            }
        }
        stage.show(meter);
    }

    private static String subject(Terminals terminals) {
        return terminals.name().equals(Figure.OURS) ? Figure.OURS : Stage.PLAIN;
    }
}
