package dev.swiftlet.bench;

import dev.swiftlet.bench.figures.Better;
import dev.swiftlet.bench.figures.Figure;
import dev.swiftlet.bench.figures.Goal;
import dev.swiftlet.bench.figures.Statistic;
import java.io.IOException;
import java.util.List;

/// What a session costs in which nobody does anything, and what is left of it afterwards.
final class Idle implements Scenario {
    private static final long SETTLE_MS = 3000;
    private static final long GONE_WITHIN_MS = 2000;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String about() {
        return "memory and threads for each idle session; containers left after its end";
    }

    /// What the server has at a moment.
    private record Cost(double heap, double resident, double threads) {
        static Cost of(Server server) throws IOException {
            return new Cost(server.heapMiB(), Proc.residentMiB(server.pid()), Proc.threads(server.pid()));
        }
    }

    @Override
    public void measure(Stage stage) throws Exception {
        Server server = stage.server(ServerSetup.SHIPPED.withoutPools());
        Terminals ours = Terminals.ours(server);
        // What the server has for its first sessions, and for all: classes, threads, buffers.
        try (Crowd first = new Crowd(ours, 2)) {
            first.growTo(stage.times(10, 2));
        }
        stage.pause(SETTLE_MS);
        server(stage, server, ours);
        machine(stage, server, Terminals.all(stage, server));
    }

    private static void server(Stage stage, Server server, Terminals ours) throws IOException {
        Meter left = stage.meter("containers alive 2 s after the end of their sessions", "containers", Better.LOWER)
                .goal(Goal.of(Statistic.MOST, 0));
        Cost none = Cost.of(server);
        try (Crowd crowd = new Crowd(ours, 4)) {
            for (int count : stage.quick() ? new int[] {3} : new int[] {50, 100, 200}) {
                if (Proc.availableMiB() < 2048 + (count - crowd.size()) * 90.0) {
                    stage.note("without %d sessions: there is no memory for them".formatted(count));
                    break;
                }
                stage.say(count + " sessions");
                crowd.growTo(count);
                stage.pause(SETTLE_MS);
                Cost with = Cost.of(server);
                String sessions = ", %d sessions".formatted(count);
                report(stage, "the server's heap for each" + sessions, "MiB", (with.heap() - none.heap()) / count, 0.1);
                report(stage, "its RSS for each" + sessions, "MiB", (with.resident() - none.resident()) / count, -1);
                report(
                        stage,
                        "its threads for each" + sessions,
                        "threads",
                        (with.threads() - none.threads()) / count,
                        0.1);
            }
        }
        stage.pause(GONE_WITHIN_MS);
        left.add(
                Figure.OURS,
                stage.containers()
                        .engine()
                        .labelled("instance=" + server.instance())
                        .size());
        stage.show(left);
    }

    private static void report(Stage stage, String name, String unit, double value, double limit) {
        Meter meter = stage.meter(name, unit, Better.LOWER);
        if (limit >= 0) {
            meter.goal(Goal.of(Statistic.MEDIAN, limit));
        }
        meter.add(Figure.OURS, value);
        stage.show(meter);
    }

    /// All that is for it on this machine, the container above all.
    private static void machine(Stage stage, Server server, List<Terminals> all) throws IOException {
        int count = stage.times(30, 3);
        Meter meter = stage.meter("the machine's memory for each, %d sessions".formatted(count), "MiB", Better.LOWER);
        Meter left = stage.meter("containers alive 2 s after %d hang-ups".formatted(count), "containers", Better.LOWER);
        for (Terminals terminals : all) {
            stage.pause(SETTLE_MS);
            double before = Proc.availableMiB();
            try (Crowd crowd = new Crowd(terminals, 4)) {
                crowd.growTo(count);
                stage.pause(SETTLE_MS);
                meter.add(terminals.name(), (before - Proc.availableMiB()) / count);
            }
            stage.pause(GONE_WITHIN_MS);
            if (terminals.name().equals(Stage.PEER)) {
                left.add(Stage.PEER, stage.peers());
            } else if (terminals.name().equals(Figure.OURS)) {
                left.add(
                        Figure.OURS,
                        stage.containers()
                                .engine()
                                .labelled("instance=" + server.instance())
                                .size());
            }
            stage.removePeers();
        }
        stage.show(meter);
        stage.show(left);
    }
}
