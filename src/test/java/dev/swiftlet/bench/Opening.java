package dev.swiftlet.bench;

import dev.swiftlet.bench.figures.Figure;
import dev.swiftlet.bench.figures.Goal;
import dev.swiftlet.bench.figures.Statistic;
import java.io.IOException;
import java.util.List;

/// From asking for a session to the prompt.
final class Opening implements Scenario {
    private static final String COLD = "raw cold start";
    private static final String DOCKER = "node-pty with docker run -it";

    @Override
    public String name() {
        return "open";
    }

    @Override
    public String about() {
        return "from asking for a session to its prompt: from the pool, cold, and many at once";
    }

    @Override
    public void measure(Stage stage) throws Exception {
        warm(stage);
        cold(stage);
        together(stage);
    }

    private void warm(Stage stage) throws IOException {
        Meter meter = stage.millis("one, from the pool").goal(Goal.of(Statistic.MEDIAN, 20));
        Server server = stage.server(ServerSetup.SHIPPED);
        List<Terminals> all = Terminals.all(stage, server);
        warmUp(stage, all.getFirst());
        for (int round = 0; round < stage.times(30, 3); round++) {
            for (Terminals terminals : all) {
                server.awaitPools();
                meter.addMillis(subject(terminals), open(terminals));
            }
        }
        stage.show(meter);
    }

    private void cold(Stage stage) throws IOException {
        Meter meter = stage.millis("one, with an empty pool").goal(Goal.ratio(Statistic.MEDIAN, 1.05, COLD));
        Server server = stage.server(ServerSetup.SHIPPED.withoutPools());
        List<Terminals> all = Terminals.all(stage, server);
        warmUp(stage, all.getFirst());
        for (int round = 0; round < stage.times(20, 3); round++) {
            for (Terminals terminals : all) {
                meter.addMillis(subject(terminals), open(terminals));
            }
        }
        stage.show(meter);
    }

    /// A class that comes in at once: until the last has a prompt.
    private void together(Stage stage) throws IOException {
        int count = stage.times(30, 6);
        Meter meter = stage.millis("last of %d at once, from a pool that fits".formatted(count))
                .goal(Goal.of(Statistic.MOST, 500));
        Server server = stage.server(ServerSetup.SHIPPED.withPool(count));
        List<Terminals> all = Terminals.all(stage, server);
        warmUp(stage, all.getFirst());
        for (int round = 0; round < stage.times(3, 1); round++) {
            for (Terminals terminals : all) {
                server.awaitPools();
                try (Crowd crowd = new Crowd(terminals, count)) {
                    long began = System.nanoTime();
                    crowd.growTo(count);
                    meter.addMillis(subject(terminals), System.nanoTime() - began);
                }
                stage.removePeers();
            }
        }
        stage.show(meter);
    }

    private static void warmUp(Stage stage, Terminals ours) throws IOException {
        for (int i = 0; i < stage.times(5, 1); i++) {
            open(ours);
        }
    }

    private static long open(Terminals terminals) throws IOException {
        long began = System.nanoTime();
        try (var _ = terminals.repl()) {
            return System.nanoTime() - began;
        }
    }

    private static String subject(Terminals terminals) {
        return switch (terminals.name()) {
            case Stage.RAW -> COLD;
            case Stage.PEER -> DOCKER;
            default -> Figure.OURS;
        };
    }
}
