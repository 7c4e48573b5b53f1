package dev.swiftlet.bench;

import dev.swiftlet.bench.figures.Better;
import dev.swiftlet.bench.figures.Figure;
import dev.swiftlet.bench.figures.Goal;
import dev.swiftlet.bench.figures.Statistic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a session costs in which nobody does anything, and what is left of it afterwards.
final class Idle implements Scenario {
    private static final long SETTLE_MS = 3000;
    private static final long GONE_WITHIN_MS = 2000;
    private static final long LOOK_EVERY_MS = 200;
    private static final long NONE_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

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
        Meter alive = stage.meter("containers alive 2 s after the end of their sessions", "containers", Better.LOWER)
                .goal(Goal.of(Statistic.MOST, 0));
        Meter left = stage.meter("containers the engine has not yet removed then", "containers", Better.LOWER);
        Cost none = Cost.of(server);
        FirstProcesses processes;
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
            processes = FirstProcesses.of(stage.containers().engine(), containers(stage, server));
        }
        stage.pause(GONE_WITHIN_MS);
        alive.add(Figure.OURS, processes.alive());
        left.add(Figure.OURS, containers(stage, server).size());
        stage.show(alive);
        stage.show(left);
    }

    private static List<String> containers(Stage stage, Server server) throws IOException {
        return stage.containers().engine().labelled("instance=" + server.instance());
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
        Meter alive =
                stage.meter("containers alive 2 s after %d hang-ups".formatted(count), "containers", Better.LOWER);
        for (Terminals terminals : all) {
            awaitNone(stage, server);
            stage.pause(SETTLE_MS);
            double before = Proc.availableMiB();
            FirstProcesses processes;
            try (Crowd crowd = new Crowd(terminals, 4)) {
                crowd.growTo(count);
                stage.pause(SETTLE_MS);
                meter.add(terminals.name(), (before - Proc.availableMiB()) / count);
                processes = FirstProcesses.of(stage.containers().engine(), everybodys(stage, server));
            }
            stage.pause(GONE_WITHIN_MS);
            // A raw container is removed by the benchmark itself.
            if (!terminals.name().equals(Stage.RAW)) {
                alive.add(terminals.name(), processes.alive());
            }
            stage.removePeers();
        }
        stage.show(meter);
        stage.show(alive);
    }

    /// What the step before has left to the engine: its memory, given back meanwhile, would be taken for this step's.
    private static void awaitNone(Stage stage, Server server) throws IOException {
        long end = System.nanoTime() + NONE_WITHIN_NANOS;
        int left = everybodys(stage, server).size();
        while (left > 0 && System.nanoTime() < end) {
            stage.pause(LOOK_EVERY_MS);
            left = everybodys(stage, server).size();
        }
        if (left > 0) {
            stage.note("the machine's memory was measured beside %d containers of the step before".formatted(left));
        }
    }

    private static List<String> everybodys(Stage stage, Server server) throws IOException {
        List<String> all = new ArrayList<>(containers(stage, server));
        all.addAll(stage.containers().all());
        all.addAll(stage.peers());
        return all;
    }
}
