package dev.swiftlet.bench;

import dev.swiftlet.bench.figures.Better;
import dev.swiftlet.bench.figures.Figure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// How many programs a second, with so many asking at once, each as soon as it has its answer.
final class RunsPerSecond {
    private static final int[] AT_ONCE = {1, 2, 4, 8};
    private static final String SOURCE = "print(\"hello\")";
    private static final String OUTPUT = "hello\n";

    /// One program, carried out.
    interface Run {
        void carryOut() throws IOException;
    }

    private final Stage stage;
    private final Server server;
    private final Run ours;

    RunsPerSecond(Stage stage, Server server, Run ours) {
        this.stage = stage;
        this.server = server;
        this.ours = ours;
    }

    void measure() throws Exception {
        for (int atOnce : AT_ONCE) {
            Meter meter = stage.meter("hello a second, %d at once".formatted(atOnce), "runs/s", Better.HIGHER);
            List<WarmShell> shells = new ArrayList<>();
            try {
                for (int i = 0; i < atOnce; i++) {
                    shells.add(new WarmShell(stage.containers()));
                }
                for (int round = 0; round < stage.times(3, 1); round++) {
                    server.awaitPools();
                    meter.add(Figure.OURS, perSecond(atOnce, index -> ours.carryOut()));
                    meter.add(
                            "warm container",
                            perSecond(atOnce, index -> shells.get(index).run(SOURCE, OUTPUT)));
                    meter.add(
                            "docker run",
                            perSecond(atOnce, index -> DockerRun.swift(stage.containers(), SOURCE, OUTPUT)));
                }
            } finally {
                shells.forEach(WarmShell::close);
            }
            stage.show(meter);
        }
    }

    /// One of those who ask.
    private interface Asker {
        void ask(int index) throws IOException;
    }

    private double perSecond(int atOnce, Asker asker) throws IOException, InterruptedException {
        long began = System.nanoTime();
        long end = began + stage.times(8, 3) * 1_000_000_000L;
        java.util.concurrent.atomic.AtomicInteger done = new java.util.concurrent.atomic.AtomicInteger();
        AtomicReference<IOException> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            int index = i;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    while (System.nanoTime() < end) {
                        asker.ask(index);
                        done.incrementAndGet();
                    }
                } catch (IOException e) {
                    failure.set(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        // Those that were under way at the end count, and so does their time.
        return done.get() * 1e9 / (System.nanoTime() - began);
    }
}
