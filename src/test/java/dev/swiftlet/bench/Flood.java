package dev.swiftlet.bench;

import dev.swiftlet.bench.figures.Better;
import dev.swiftlet.bench.figures.Figure;
import dev.swiftlet.bench.figures.Goal;
import dev.swiftlet.bench.figures.Statistic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Programs that print as fast as they can: how much arrives, what it costs, and how soon it can be stopped.
final class Flood implements Scenario {
    private static final int CHUNK = 64 * 1024;
    private static final String PAD =
            "let pad = String(repeating: String(repeating: \"x\", count: 63) + \"\\n\", count: 1024)";
    private static final String PRINT = "_ = pad.withCString { write(1, $0, 65536) }";
    private static final double MB = 1e6;

    /// A browser on a slow line.
    private static final int SLOW_BYTES_PER_SECOND = 1_000_000;

    private static final int SLOW_RECEIVE_BYTES = 64 * 1024;

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public String about() {
        return "output without end: MB/s, processor time, and how soon an interrupt stops it";
    }

    @Override
    public void measure(Stage stage) throws Exception {
        Server server = stage.server(ServerSetup.SHIPPED.withoutPools());
        List<Terminals> all = Terminals.all(stage, server);
        through(stage, server, all);
        interruptSlow(stage, all);
        interruptRunning(stage, all.getFirst());
    }

    private void through(Stage stage, Server server, List<Terminals> all) throws IOException {
        Meter speed = stage.meter("through a terminal", "MB/s", Better.HIGHER)
                .goal(Goal.ratio(Statistic.MEDIAN, 1.3, Stage.RAW));
        Meter cost = stage.meter("processor time of what serves it", "s/GB", Better.LOWER)
                .goal(Goal.of(Statistic.MEDIAN, 5));
        Map<Terminals, Repl> repls = new LinkedHashMap<>();
        try {
            for (Terminals terminals : all) {
                repls.put(terminals, ready(terminals));
            }
            inTurns(stage, repls, (_, repl) -> warmUp(stage, repl));
            for (int round = 0; round < stage.times(8, 2); round++) {
                inTurns(stage, repls, (terminals, repl) -> {
                    List<Long> serving = serving(stage, server, terminals, repl);
                    measure(stage, terminals.name(), repl, serving, speed, cost);
                });
            }
        } finally {
            repls.values().forEach(Repl::close);
        }
        stage.show(speed);
        stage.show(cost);
    }

    private static void measure(Stage stage, String subject, Repl repl, List<Long> serving, Meter speed, Meter cost)
            throws IOException {
        double cpu = serving.stream().mapToDouble(Proc::cpuSeconds).sum();
        long before = repl.received();
        long nanos = flood(repl, stage.times(100, 10));
        long bytes = repl.received() - before;
        double used = serving.stream().mapToDouble(Proc::cpuSeconds).sum() - cpu;
        speed.add(subject, bytes / MB / (nanos / 1e9));
        cost.add(subject, used / (bytes / 1e9));
    }

    private interface Turn {
        void take(Terminals terminals, Repl repl) throws IOException;
    }

    /// Others' terminals may fall silent: what was measured of them until then counts, and the rest goes on without
    /// them.
    private static void inTurns(Stage stage, Map<Terminals, Repl> repls, Turn turn) throws IOException {
        for (Terminals terminals : List.copyOf(repls.keySet())) {
            try {
                turn.take(terminals, repls.get(terminals));
            } catch (IOException e) {
                if (terminals.name().equals(Figure.OURS)) {
                    throw e;
                }
                stage.note("through a terminal: %s was left out from here on: %s"
                        .formatted(terminals.name(), e.getMessage()));
                repls.remove(terminals).close();
            }
        }
    }

    /// Unmeasured: servers that compile what they do often have done so afterwards.
    private static void warmUp(Stage stage, Repl repl) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(stage.times(8, 1));
        while (System.nanoTime() < end) {
            flood(repl, stage.times(30, 10));
        }
    }

    private static long flood(Repl repl, int megabytes) throws IOException {
        return repl.enter("for _ in 0..<%d { %s }".formatted(megabytes * 1_000_000 / CHUNK, PRINT));
    }

    /// A program that never stops, and a client that reads 1 MB/s: until the prompt is back after an interrupt.
    private void interruptSlow(Stage stage, List<Terminals> all) throws IOException {
        Meter meter = stage.millis("interrupt, with a client that reads 1 MB/s").goal(Goal.of(Statistic.MEDIAN, 350));
        for (int round = 0; round < stage.times(8, 2); round++) {
            for (Terminals terminals : all) {
                meter.addMillis(
                        terminals.name(),
                        terminals.name().equals(Figure.OURS) ? ours(stage, terminals) : shell(stage, terminals));
            }
        }
        stage.note("interrupt, with a client that reads 1 MB/s: raw attach and peer run `yes` in a shell,"
                + " since Ctrl-C does not stop running Swift in a plain REPL");
        stage.show(meter);
    }

    private static long ours(Stage stage, Terminals terminals) throws IOException {
        SlowLink slow = new SlowLink(terminals.open(Terminals.PLAIN_REPL, SLOW_RECEIVE_BYTES), SLOW_BYTES_PER_SECOND);
        try (Repl repl = new Repl(slow).awaitPrompt(1)) {
            repl.enter("import Glibc");
            repl.enter(PAD);
            repl.type("while true { %s }\r".formatted(PRINT));
            slow.readFor(stage.times(4, 2));
            long began = System.nanoTime();
            slow.interrupt();
            repl.awaitPrompt(repl.line() + 1);
            return System.nanoTime() - began;
        }
    }

    private static long shell(Stage stage, Terminals terminals) throws IOException {
        SlowLink slow = new SlowLink(terminals.open(Terminals.SHELL, SLOW_RECEIVE_BYTES), SLOW_BYTES_PER_SECOND);
        try (Repl repl = new Repl(slow)) {
            repl.awaitText("ready> ");
            repl.type("yes %s\r".formatted("x".repeat(63)));
            slow.readFor(stage.times(4, 2));
            long began = System.nanoTime();
            slow.interrupt();
            repl.awaitText("ready> ");
            return System.nanoTime() - began;
        }
    }

    private void interruptRunning(Stage stage, Terminals ours) throws IOException {
        Meter meter = stage.millis("interrupt of a loop that prints nothing").goal(Goal.of(Statistic.MEDIAN, 100));
        try (Repl repl = ours.repl()) {
            for (int round = 0; round < stage.times(20, 3); round++) {
                repl.type("while true {}\r");
                stage.pause(500);
                long began = System.nanoTime();
                repl.link().interrupt();
                repl.awaitPrompt(repl.line() + 1);
                meter.addMillis(Figure.OURS, System.nanoTime() - began);
            }
        }
        stage.show(meter);
    }

    private static Repl ready(Terminals terminals) throws IOException {
        Repl repl = terminals.repl();
        repl.enter("import Glibc");
        repl.enter(PAD);
        return repl;
    }

    /// The processes between the terminal and the client: ours is one; the engine has a daemon and a shim for each
    /// container; the peer has the engine's, the `docker` command and itself.
    private static List<Long> serving(Stage stage, Server server, Terminals terminals, Repl repl) throws IOException {
        List<Long> serving = new ArrayList<>();
        switch (terminals.name()) {
            case Figure.OURS -> serving.add(server.pid());
            case Stage.RAW -> {
                serving.addAll(Proc.named("dockerd"));
                serving.add(Proc.parent(stage.containers().engine().pid(((AttachedLink) repl.link()).container())));
            }
            default -> {
                serving.addAll(Proc.named("dockerd"));
                serving.addAll(Proc.tree(stage.peer().pid()));
            }
        }
        return serving;
    }
}
