package dev.swiftlet.bench;

import dev.swiftlet.bench.figures.Better;
import dev.swiftlet.bench.figures.Goal;
import dev.swiftlet.bench.figures.Statistic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A key, until its echo is back, while others type.
final class Echo implements Scenario {
    private static final int KEYS_IN_LINE = 40;

    private static final int GROWN_AT_ONCE = 10;

    /// Of memory for a REPL with everything around it, generously.
    private static final double MIB_PER_REPL = 90;

    private static final double RESERVE_MIB = 2048;

    /// Somebody who types and measures, and the crowd around.
    private record Seat(Repl probe, Crowd crowd) implements AutoCloseable {
        @Override
        public void close() {
            probe.close();
            crowd.close();
        }
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public String about() {
        return "a key until its echo, at 10 and 50 keys a second, alone and with others typing";
    }

    @Override
    public void measure(Stage stage) throws Exception {
        Server server = stage.server(ServerSetup.SHIPPED.withoutPools());
        Map<Terminals, Seat> seats = new LinkedHashMap<>();
        try {
            for (Terminals terminals : Terminals.all(stage, server)) {
                seats.put(terminals, new Seat(terminals.repl(), new Crowd(terminals, 4)));
            }
            // Unmeasured: the code on the way is compiled meanwhile; the first 800 keys take two to three
            // times as long. In turns, for a link that is not read does not answer pings either.
            for (int round = 0; round < stage.times(10, 1); round++) {
                for (Seat seat : seats.values()) {
                    at(80, 4, seat.probe(), new Meter("", "", "", Better.LOWER), "");
                }
            }
            for (int others : stage.quick() ? new int[] {0, 5} : new int[] {0, 1, 10, 50, 100}) {
                withOthers(stage, seats, others);
            }
        } finally {
            seats.values().forEach(Seat::close);
        }
    }

    private void withOthers(Stage stage, Map<Terminals, Seat> seats, int wanted) throws IOException {
        int others = fitting(stage, seats, wanted);
        grow(stage, seats, others);
        List<Meter> meters = new ArrayList<>();
        for (int rate : new int[] {10, 50}) {
            meters.add(meter(stage, rate, others));
        }
        for (int round = 0; round < stage.times(5, 2); round++) {
            for (Map.Entry<Terminals, Seat> seat : seats.entrySet()) {
                Repl probe = seat.getValue().probe();
                seat.getValue().crowd().typing(() -> {
                    at(
                            10,
                            stage.times(3, 1),
                            probe,
                            meters.get(0),
                            seat.getKey().name());
                    at(
                            50,
                            stage.times(3, 1),
                            probe,
                            meters.get(1),
                            seat.getKey().name());
                });
            }
        }
        meters.forEach(stage::show);
    }

    /// In turns, a few at a time, and between them everybody types: a link that is not read answers no pings, and is
    /// closed while the others' containers start.
    private static void grow(Stage stage, Map<Terminals, Seat> seats, int others) throws IOException {
        for (int size = size(seats); size < others; size = size(seats)) {
            int next = Math.min(size + GROWN_AT_ONCE, others);
            stage.say("%d others".formatted(next));
            for (Seat seat : seats.values()) {
                seat.crowd().growTo(next);
            }
            for (Seat seat : seats.values()) {
                seat.crowd().typing(() -> at(10, 1, seat.probe(), new Meter("", "", "", Better.LOWER), ""));
            }
        }
    }

    private static Meter meter(Stage stage, int rate, int others) {
        Meter meter = stage.millis(
                others == 0
                        ? "%d keys/s, alone".formatted(rate)
                        : "%d keys/s, %d others typing".formatted(rate, others));
        if (rate == 50 && others == 0) {
            meter.goal(Goal.ratio(Statistic.MEDIAN, 0.8, Stage.RAW)).goal(Goal.ratio(Statistic.P99, 1, Stage.RAW));
        } else if (rate == 50 && others >= 50) {
            meter.goal(Goal.ratio(Statistic.MEDIAN, 1, Stage.PEER)).goal(Goal.ratio(Statistic.P99, 1, Stage.PEER));
        }
        return meter;
    }

    private static int size(Map<Terminals, Seat> seats) {
        return seats.values().iterator().next().crowd().size();
    }

    /// As many as there is memory for.
    private static int fitting(Stage stage, Map<Terminals, Seat> seats, int wanted) {
        int there = size(seats);
        int more = (int) ((Proc.availableMiB() - RESERVE_MIB) / MIB_PER_REPL / seats.size());
        int fitting = Math.min(wanted, there + Math.max(0, more));
        if (fitting < wanted) {
            stage.note("%d others typing instead of %d: there is no memory for more".formatted(fitting, wanted));
        }
        return fitting;
    }

    /// Types at an even rate. Where an echo comes so late that it delays the next key, that key's
    /// time counts from when it should have been typed: nobody waits before hitting the next one.
    private static void at(int perSecond, int seconds, Repl repl, Meter meter, String subject) throws IOException {
        long every = TimeUnit.SECONDS.toNanos(1) / perSecond;
        int keys = perSecond * seconds;
        repl.clearLine();
        long next = System.nanoTime();
        for (int key = 0; key < keys; key++) {
            if (key % KEYS_IN_LINE == KEYS_IN_LINE - 1) {
                repl.clearLine();
                next = Math.max(next, System.nanoTime());
            }
            long late = Math.max(0, System.nanoTime() - next);
            Crowd.awaitTime(next);
            meter.addMillis(subject, repl.echo((char) ('a' + key % 26)) + late);
            next += every;
        }
    }
}
